"""the first tables

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coders",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coders")),
        sa.UniqueConstraint("name", name=op.f("uq_coders_name")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("name", name=op.f("uq_programmes_name")),
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("number", name=op.f("uq_schools_number")),
    )
    op.create_table(
        "sections",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("reference_pattern", sa.String(), nullable=False),
        sa.Column("mark_style", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("purge_pending", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("condition", "theme", "open", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("mnemonic", sa.String(), nullable=True),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("use_when", sa.String(), nullable=False),
        sa.Column("not_when", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_codes_coder_id_coders")),
        sa.ForeignKeyConstraint(["parent_id"], ["codes.id"], name=op.f("fk_codes_parent_id_codes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("key", name=op.f("uq_codes_key")),
        sa.UniqueConstraint("mnemonic", name=op.f("uq_codes_mnemonic")),
    )
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codes_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("clock", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("time", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("tbl", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_events_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_act"), ["act"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_clock"), ["clock"], unique=False)
        batch_op.create_index("ix_events_coder", ["coder_id", "clock"], unique=False)
        batch_op.create_index("ix_events_row", ["tbl", "row"], unique=False)
        batch_op.create_index("ix_events_undoes", ["undoes"], unique=False)

    op.create_table(
        "interviews",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column(
            "mode",
            sa.Enum("face-to-face", "telephone", name="mode", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("interviewers", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not started", "coding", "done", name="status", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("coded_up_to", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_interviews_coder_id_coders")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_interviews_school_id_schools")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
        sa.UniqueConstraint("number", name=op.f("uq_interviews_number")),
    )
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interviews_school_id"), ["school_id"], unique=False)

    op.create_table(
        "interview_programmes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_interview_programmes_interview_id_interviews")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_interview_programmes_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_programmes")),
        sa.UniqueConstraint("interview_id", "programme_id", name=op.f("uq_interview_programmes_interview_id")),
    )
    with op.batch_alter_table("interview_programmes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_programmes_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "speakers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "interviewer", "respondent", "other", name="role", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_speakers_interview_id_interviews")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
        sa.UniqueConstraint("interview_id", "label", name=op.f("uq_speakers_interview_id")),
    )
    op.create_table(
        "transcripts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_transcripts_interview_id_interviews")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcripts")),
        sa.UniqueConstraint("interview_id", name=op.f("uq_transcripts_interview_id")),
    )
    with op.batch_alter_table("transcripts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transcripts_digest"), ["digest"], unique=False)

    op.create_table(
        "codings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("code_id", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "supports", "contradicts", "mixed", name="stance", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.CheckConstraint('start >= 0 AND start < "end"', name=op.f("ck_codings_span")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_codings_code_id_codes")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_codings_coder_id_coders")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_codings_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
    )
    with op.batch_alter_table("codings", schema=None) as batch_op:
        batch_op.create_index("ix_codings_code", ["code_id", "transcript_id", "coder_id"], unique=False)
        batch_op.create_index("ix_codings_coder", ["coder_id"], unique=False)
        batch_op.create_index("ix_codings_place", ["transcript_id", "start", "coder_id"], unique=False)

    op.create_table(
        "redactions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "place",
                "organisation",
                "contact",
                "other",
                name="name_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_redactions_coder_id_coders")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_redactions_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    with op.batch_alter_table("redactions", schema=None) as batch_op:
        batch_op.create_index("ix_redactions_place", ["transcript_id", "start"], unique=False)

    op.create_table(
        "turns",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("docid", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.CheckConstraint('start >= 0 AND start <= "end"', name=op.f("ck_turns_span")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speakers.id"], name=op.f("fk_turns_speaker_id_speakers")),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcripts.id"], name=op.f("fk_turns_transcript_id_transcripts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
        sa.UniqueConstraint("docid", name=op.f("uq_turns_docid")),
    )
    with op.batch_alter_table("turns", schema=None) as batch_op:
        batch_op.create_index("ix_turns_place", ["transcript_id", "start"], unique=False)
        batch_op.create_index(batch_op.f("ix_turns_speaker_id"), ["speaker_id"], unique=False)

    op.create_table(
        "memos",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=True),
        sa.Column("coding_id", sa.String(), nullable=True),
        sa.Column("code_id", sa.String(), nullable=True),
        sa.Column("transcript_id", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_memos_code_id_codes")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_memos_coder_id_coders")),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_memos_coding_id_codings")),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_memos_interview_id_interviews")),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcripts.id"], name=op.f("fk_memos_transcript_id_transcripts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memos")),
    )
    with op.batch_alter_table("memos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memos_code_id"), ["code_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memos_coding_id"), ["coding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memos_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index("ix_memos_place", ["transcript_id", "start"], unique=False)

    op.create_table(
        "quotes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("coding_id", sa.String(), nullable=True),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("section_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_changed", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_quotes_coder_id_coders")),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_quotes_coding_id_codings")),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name=op.f("fk_quotes_interview_id_interviews")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_quotes_section_id_sections")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
    )
    with op.batch_alter_table("quotes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quotes_coding_id"), ["coding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quotes_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quotes_section_id"), ["section_id"], unique=False)

    op.create_table(
        "quote_pieces",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("quote_id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('answer', 'question')", name=op.f("ck_quote_pieces_kind")),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_quote_pieces_quote_id_quotes")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_quote_pieces_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_pieces")),
    )
    with op.batch_alter_table("quote_pieces", schema=None) as batch_op:
        batch_op.create_index("ix_quote_pieces_place", ["transcript_id", "start"], unique=False)
        batch_op.create_index(batch_op.f("ix_quote_pieces_quote_id"), ["quote_id"], unique=False)

    op.create_table(
        "quote_edits",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("piece_id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('elision', 'trim', 'insertion')", name=op.f("ck_quote_edits_kind")),
        sa.ForeignKeyConstraint(["piece_id"], ["quote_pieces.id"], name=op.f("fk_quote_edits_piece_id_quote_pieces")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_quote_edits_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_edits")),
    )
    with op.batch_alter_table("quote_edits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_edits_piece_id"), ["piece_id"], unique=False)
        batch_op.create_index("ix_quote_edits_place", ["transcript_id", "start"], unique=False)

    op.create_table(
        "kept_words",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_kept_words_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_words")),
        sa.UniqueConstraint("text", name=op.f("uq_kept_words_text")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("decisions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_reviews_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("digest", name=op.f("uq_reviews_digest")),
    )
    op.create_table(
        "verdicts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code_id", sa.String(), nullable=False),
        sa.Column("programme_id", sa.String(), nullable=True),
        sa.Column("school_id", sa.String(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "met",
                "partly",
                "not",
                "cannot-be-said",
                "provided",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("provided", sa.String(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.CheckConstraint("programme_id IS NULL OR school_id IS NULL", name=op.f("ck_verdicts_scope")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_verdicts_code_id_codes")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_verdicts_coder_id_coders")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_verdicts_programme_id_programmes")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_verdicts_school_id_schools")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    with op.batch_alter_table("verdicts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdicts_code_id"), ["code_id"], unique=False)

    op.create_table(
        "verdict_quotes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("verdict_id", sa.String(), nullable=False),
        sa.Column("quote_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_verdict_quotes_quote_id_quotes")),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdicts.id"], name=op.f("fk_verdict_quotes_verdict_id_verdicts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict_quotes")),
        sa.UniqueConstraint("verdict_id", "quote_id", name=op.f("uq_verdict_quotes_verdict_id")),
    )
    with op.batch_alter_table("verdict_quotes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdict_quotes_quote_id"), ["quote_id"], unique=False)

    op.create_table(
        "queries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("expression", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_queries_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queries")),
    )
    op.create_table(
        "attributes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "text",
                "number",
                "date",
                "choice",
                name="attribute_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_attributes_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
    )
    op.create_table(
        "attribute_values",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("attribute_id", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribute_id"], ["attributes.id"], name=op.f("fk_attribute_values_attribute_id_attributes")
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_attribute_values_interview_id_interviews")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_values")),
        sa.UniqueConstraint("interview_id", "attribute_id", name=op.f("uq_attribute_values_interview_id")),
    )
    with op.batch_alter_table("attribute_values", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attribute_values_attribute_id"), ["attribute_id"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("done", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["coders.id"], name=op.f("fk_assignments_by_id_coders")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_assignments_coder_id_coders")),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name=op.f("fk_assignments_interview_id_interviews")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("interview_id", "coder_id", name=op.f("uq_assignments_interview_id")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignments_coder_id"), ["coder_id"], unique=False)

    op.create_table(
        "settlements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.String(), nullable=False),
        sa.Column("other_code_id", sa.String(), nullable=True),
        sa.Column("first_id", sa.String(), nullable=False),
        sa.Column("second_id", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "only first",
                "only second",
                "other code",
                "other borders",
                "other stance",
                name="difference_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "first",
                "second",
                "both",
                "borders",
                "none",
                "later",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_settlements_code_id_codes")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_settlements_coder_id_coders")),
        sa.ForeignKeyConstraint(["first_id"], ["coders.id"], name=op.f("fk_settlements_first_id_coders")),
        sa.ForeignKeyConstraint(["other_code_id"], ["codes.id"], name=op.f("fk_settlements_other_code_id_codes")),
        sa.ForeignKeyConstraint(["second_id"], ["coders.id"], name=op.f("fk_settlements_second_id_coders")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_settlements_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    with op.batch_alter_table("settlements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settlements_code_id"), ["code_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_settlements_other_code_id"), ["other_code_id"], unique=False)
        batch_op.create_index("ix_settlements_place", ["transcript_id", "start"], unique=False)

    op.create_table(
        "dismissals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("codes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_dismissals_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissals")),
    )
    op.create_table(
        "dismissal_places",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("dismissal_id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dismissal_id"], ["dismissals.id"], name=op.f("fk_dismissal_places_dismissal_id_dismissals")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_dismissal_places_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal_places")),
    )
    with op.batch_alter_table("dismissal_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dismissal_places_dismissal_id"), ["dismissal_id"], unique=False)
        batch_op.create_index("ix_dismissal_places_place", ["transcript_id", "start"], unique=False)

    op.create_table(
        "codebook_versions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_codebook_versions_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook_versions")),
    )
    op.create_table(
        "unplaced",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("transcript_id", sa.String(), nullable=False),
        sa.Column("tbl", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name=op.f("fk_unplaced_transcript_id_transcripts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unplaced")),
    )
    with op.batch_alter_table("unplaced", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unplaced_transcript_id"), ["transcript_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("coder_id", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_drafts_coder_id_coders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("coder_id", "target", name=op.f("uq_drafts_coder_id")),
    )

    op.execute('CREATE VIRTUAL TABLE turn_index USING fts5(body, tokenize = "unicode61 remove_diacritics 2")')
