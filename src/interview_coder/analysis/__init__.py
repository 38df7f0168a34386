"""What the coding shows: agreement of coders, evidence on conditions, matrices, codes together, saturation, progress.

Pure: plain values go in and come out. numpy is loaded only when a figure is asked for.
"""
