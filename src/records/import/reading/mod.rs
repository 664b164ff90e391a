//! From the bytes of a file to values: the part of an import that knows neither the database nor any type of record.
