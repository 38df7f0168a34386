"""Tables written as SQLAlchemy's declarative classes, and typed as those, without its object mapper.

Nothing here is ever loaded as an object: statements are of SQLAlchemy's core. Leaving the mapper out spares each start
a quarter of a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import Boolean, Column, Double, Integer, MetaData, String, Table
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    __all__ = ["DeclarativeBase", "Mapped", "mapped_column"]
else:
    Mapped = list
    """Stands in annotations alone."""

    class _Wanted:
        """A column as its class describes it; its type follows from the annotation where none is given."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            self.arguments, self.options = arguments, options

    mapped_column = _Wanted

    _ANNOTATION: Final = re.compile(r"Mapped\[(?P<type>.+?)(?P<none> \| None)?\]")
    _PLAIN: Final = {"str": String, "int": Integer, "float": Double, "bool": Boolean}

    class DeclarativeBase:
        """The base of table classes: an attribute of each annotated column, ``__table__`` for the whole."""

        metadata: ClassVar[MetaData]
        type_annotation_map: ClassVar[dict[str, TypeEngine[Any]]] = {}
        __table__: ClassVar[Table]

        def __init_subclass__(cls) -> None:
            if "__tablename__" not in cls.__dict__:
                return
            columns = []
            for name, annotation in cls.__annotations__.items():
                told = _ANNOTATION.fullmatch(annotation)
                wanted = cls.__dict__.get(name) or _Wanted()
                given = wanted.arguments
                if not any(isinstance(one, TypeEngine) for one in given):
                    kind = told["type"]
                    given = (_PLAIN[kind]() if kind in _PLAIN else cls.type_annotation_map[kind], *given)
                columns.append(Column(name, *given, nullable=told["none"] is not None, **wanted.options))
            cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, *getattr(cls, "__table_args__", ()))
            for column in cls.__table__.columns:
                setattr(cls, column.key, column)

        @classmethod
        def __clause_element__(cls) -> Table:
            return cls.__table__
