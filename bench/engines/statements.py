"""The statements that `trainer count --print-sql` prints."""


def read(file):
    with open(file, encoding="utf-8") as script:
        return [statement.strip().removesuffix(";") for statement in script.read().split(";\n\n")]
