"""How a file becomes rows: which of its columns is which of ours, its dates, codes and units, and checks that prove it was read rightly."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from loaders.events.columns import BY_NAME, COLUMNS
from loaders.events.problems import ImportRefused
from loaders.schema.diagnostics import did_you_mean, display_path
from loaders.yaml.document import read_yaml

Names = Annotated[list[str], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class From(_Strict):
    """Where a value comes from: the first of these columns that the file has; `all` joins several; `value` is the same for every row."""

    column: str | Names | None = Field(None, description="A column of the file, or several names of which the file has one")
    all: Names | None = Field(None, description="Columns whose values are joined by '; '")
    value: str | None = Field(None, description="The same for every row, such as a country or a unit")
    codes: dict[str, str | None] | None = Field(
        None, description="What each code of the file means; a code that is not listed holds a row out"
    )
    other: Literal["hold", "empty"] = Field(
        "hold", description="What becomes of a row with a code that is not listed: held out, or left empty"
    )
    split: str | None = Field(None, description="What stands between several values of one cell, such as '|'")

    @model_validator(mode="after")
    def _one_origin(self) -> From:
        if sum(origin is not None for origin in (self.column, self.all, self.value)) != 1:
            raise ValueError("give one of column, all and value")
        return self

    @property
    def alternatives(self) -> tuple[str, ...]:
        return (self.column,) if isinstance(self.column, str) else tuple(self.column or ())


class When(_Strict):
    """Rows in which a column holds one of some values."""

    column: str | Names
    values: Names


class Check(_Strict):
    """A check of every row before anything is written. One of sum, year, same, zero and country; `when`: of which rows."""

    sum: Names | None = Field(None, description="Columns whose sum is that of `equals`")
    equals: str | Names | None = None
    year: str | None = Field(None, description="A column that holds the year of date_start")
    same: Names | None = Field(None, description="Two columns that hold the same day")
    zero: Names | None = Field(None, description="Columns that hold 0")
    country: str | None = Field(None, description="The point lies in this country, Pakistan")
    when: When | None = None
    most: float = Field(0.05, ge=0, le=1, description="The share of rows that may fail before the import is refused")


class Dates(_Strict):
    """How dates are written."""

    formats: Names = Field(description="As Python's strptime has them: %Y-%m-%d, %d/%m/%Y, %d %B %Y; the first that fits counts")
    years_only: bool = Field(False, description="Whether a bare year, 2005 or 2005.0, is a date too: the whole year")


class Mapping(_Strict):
    """One kind of file."""

    @model_validator(mode="before")
    @classmethod
    def _nothing_open(cls, data: Any) -> Any:
        if isinstance(data, dict) and (still := [str(name) for name, value in data.items() if "TODO" in str(value)]):
            raise ValueError(f"{', '.join(still)}: something is still TODO; fill it in, or take the line out")
        return data

    title: str = Field(description="What this kind of file is called")
    kind: Literal["security_incident", "mineral_site", "financing_deal"] = Field("security_incident", description="What a row is")
    version: str | None = Field(None, description="The release of the dataset")
    licence: str | None = None
    attribution: str | None = None
    redistribution: Literal["yes", "no"] | None = Field(None, description="Whether its rows may be handed on")
    header: Names | None = Field(None, description="The names of the columns where the file has none")
    skip: dict[str, str] = Field(default_factory=dict, description="Rows that are no data: a column, and how its value begins there")
    decimal: Literal[".", ","] = "."
    columns: dict[str, From | Annotated[list[From], Field(min_length=1)]] = Field(description="Our columns, each with its origin")
    dates: Dates | None = None
    statistic: When | None = Field(None, description="Rows that tell of several events: they become casualty_statistic")
    checks: list[Check] = Field(default_factory=list)

    @field_validator("columns", mode="before")
    @classmethod
    def _short_form(cls, columns: Any) -> Any:
        return {k: {"column": v} if isinstance(v, str) else v for k, v in columns.items()} if isinstance(columns, dict) else columns

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: dict[str, Any]) -> dict[str, Any]:
        known = [column.name for column in COLUMNS if column.mapped]
        for name in columns:
            if name not in known:
                raise ValueError(f'"{name}" is no column of ours; {did_you_mean(name, known)}')
        if "event_id" not in columns:
            raise ValueError("event_id is missing: without an id rows cannot be told apart; name the column that holds it")
        return columns

    @model_validator(mode="after")
    def _whole(self) -> Mapping:
        for name, origin in self.columns.items():
            words = BY_NAME[name].words
            for code in origin if isinstance(origin, list) else [origin]:
                wrong = [meant for meant in (code.codes or {}).values() if words and meant is not None and meant not in words]
                if wrong:
                    raise ValueError(f'{name}: "{wrong[0]}" is none of its words; {did_you_mean(wrong[0], words)}')
        if any(name in self.columns for name in ("date_start", "date_end")) and self.dates is None:
            raise ValueError("dates is missing: say how dates are written, such as dates: {formats: ['%d/%m/%Y']}")
        for pattern in self.dates.formats if self.dates else ():
            _check_format(pattern)
        return self

    def origins(self, name: str) -> tuple[From, ...]:
        """Where a column of ours comes from, in the order in which it is tried; empty where the mapping leaves it out."""
        origin = self.columns.get(name)
        return () if origin is None else (origin,) if isinstance(origin, From) else tuple(origin)


def _check_format(pattern: str) -> None:
    day = datetime(2025, 11, 23)
    try:
        again = datetime.strptime(day.strftime(pattern), pattern)
    except ValueError:
        again = None
    if again is None or (again.year, again.month) != (2025, 11):
        raise ValueError(f'dates: "{pattern}" does not tell day, month and year; write such as %d/%m/%Y or %Y-%m-%d')


def read_mapping(path: Path) -> Mapping:
    """The mapping of a YAML file; raises ImportRefused with every fault, each with its line."""
    found = read_yaml(path)
    if found.problems:
        raise ImportRefused("\n".join(map(str, found.problems)))
    try:
        return Mapping.model_validate(found.data)
    except ValidationError as error:
        faults = []
        for one in error.errors():
            where = [step for step in one["loc"] if step not in ("From", "function-before")]
            said = one["msg"].removeprefix("Value error, ")
            faults.append(f"{display_path(path)}:{found.line(where)} {'.'.join(map(str, where))}: {said}")
        raise ImportRefused("\n".join(faults)) from None


def mapping_schema() -> dict[str, Any]:
    """The JSON Schema of a mapping, for editors."""
    schema = Mapping.model_json_schema()
    columns = schema["properties"]["columns"]
    columns["propertyNames"] = {"enum": [column.name for column in COLUMNS if column.mapped]}
    columns["additionalProperties"]["anyOf"].append({"type": "string", "description": "The name of a column of the file"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
