"""How far coders agree, where they differ, and what looks uneven in the coding of one.

Pure: plain values go in and come out. numpy is loaded only when a figure is asked for.
"""
