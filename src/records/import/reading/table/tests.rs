use super::*;
use crate::records::import::reading::encoding::{Charset, Encoding};
use proptest::prelude::*;
use std::io::Cursor;

fn form(delimiter: Delimiter) -> Form {
    let encoding = Encoding { charset: Charset::Utf8, has_bom: false };
    Form { encoding, delimiter: Some(delimiter), has_delimiter_line: false }
}

fn table(text: &str) -> Table<&[u8]> {
    Table::open(text.as_bytes(), form(Delimiter::Semicolon), Limits::default()).expect("a header")
}

/// Line, cells and fault of each row.
fn rows(text: &str) -> Vec<(u64, Vec<String>, Option<&'static str>)> {
    let rows = table(text).map(|row| row.expect("a readable table"));
    rows.map(|row| (row.line, row.cells, row.fault.map(RowFault::code))).collect()
}

fn surveyed(bytes: &[u8]) -> Result<Survey, Unreadable> {
    let choices = Choices { country: "RU".to_owned(), ..Choices::default() };
    survey(&mut Cursor::new(bytes), &choices, 20, Limits::default())
}

fn strings(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn records_are_not_lines() {
    let text = "\"ID\";\"Имя\";\"Комментарий\";\r\n1;Пётр;\"раз;\r\n\"\"два\"\"\n\ntри\"\r\n;;\r\n\r\n2;Анна\n";
    let mut table = table(text);
    assert_eq!(table.header(), strings(&["ID", "Имя", "Комментарий"]), "a delimiter at the end is no column");
    let rows: Vec<Row> = table.by_ref().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].number, rows[0].line, rows[0].cells[2].as_str()), (1, 2, "раз;\r\n\"два\"\n\ntри"));
    assert_eq!((rows[1].number, rows[1].line, rows[1].fault), (2, 8, None));
    assert_eq!(rows[1].cells, strings(&["2", "Анна", ""]), "a short row is filled up");
    assert_eq!(table.blank_records(), 2);
}

#[test]
fn line_ends_of_every_program_are_counted() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("a;b{end}1;2{end}{end}\"3{end}4\";5{end}6;7");
        let lines: Vec<u64> = rows(&text).into_iter().map(|(line, ..)| line).collect();
        assert_eq!(lines, [2, 4, 6], "{end:?}");
    }
}

#[test]
fn rows_that_do_not_fit_the_header_are_told() {
    let text = "a;b;\n1;2;;;\n1;2;3\nA ;b\n\u{a0}; \n1;2\n";
    let faults: Vec<_> = rows(text).into_iter().map(|(line, _, fault)| (line, fault)).collect();
    assert_eq!(faults, [(2, None), (3, Some("column_count")), (4, Some("repeated_header")), (6, None)]);
    assert_eq!(rows(text)[1].1, strings(&["1", "2", "3"]), "the surplus cell is kept for the report");
}

#[test]
fn an_unclosed_quote_costs_one_row() {
    let next_quoted = "a;b\n1;\"Иван\n2;\"Пётр; \"\"младший\"\"\"\n3;Анна\n";
    let to_the_end = "a;b\n1;\"Иван\n2;Пётр; младший\n3;Анна\n";
    let all_quoted = "\"a\";\"b\"\n\"1\";\"Иван\n\"2\";\"Пётр\"\n\"3\";\"Анна\"\n";
    for text in [next_quoted, to_the_end, all_quoted] {
        let rows = rows(text);
        assert_eq!(rows[0], (2, strings(&["1", "Иван"]), Some("quote_unclosed")), "{text}");
        assert_eq!((rows[1].0, rows[1].1[0].as_str()), (3, "2"), "{text}");
        assert_eq!(rows[2], (4, strings(&["3", "Анна"]), None), "{text}");
    }
}

#[test]
fn quotes_that_were_never_doubled_are_characters() {
    let text = "a;b\n\"Ромашка\" ООО;1\n\"ООО \"Ромашка\"\";2\n3\" труба;\"4\" \n";
    let cells: Vec<_> = rows(text).into_iter().map(|(_, cells, fault)| (cells, fault)).collect();
    assert_eq!(cells[0], (strings(&["\"Ромашка\" ООО", "1"]), None));
    assert_eq!(cells[1], (strings(&["\"ООО \"Ромашка\"\"", "2"]), None));
    assert_eq!(cells[2], (strings(&["3\" труба", "4"]), None));
}

#[test]
fn a_file_of_broken_quotes_is_given_up_at_once() {
    let text = format!("a;b\n{}", "1;\"Иван\n".repeat(100_000));
    let error = table(&text).find_map(Result::err).expect("too many broken rows");
    assert_eq!(error.code(), "quotes_broken");
}

#[test]
fn the_header_may_be_hidden_or_odd() {
    assert_eq!(table("\n;;\n\u{a0}\nИмя;;Имя\n1;2;3").header(), strings(&["Имя", "", "Имя"]));
    assert_eq!(surveyed(b"").expect_err("nothing in it").code(), "file_empty");
    assert_eq!(surveyed(b"\n\n;;\n \n").expect_err("nothing in it").code(), "file_empty");
    assert_eq!(surveyed(b"\"a;b\n1;2\n").expect_err("an open quote").code(), "header_quote_unclosed");
    let excel = surveyed("sep=,\r\n\"Имя, фамилия\",b\r\n1,2\r\n".as_bytes()).expect("a table");
    assert_eq!((excel.header, excel.preview[0].line), (strings(&["Имя, фамилия", "b"]), 3));
}

#[test]
fn the_delimiter_is_found_in_the_header() {
    for (text, delimiter) in [
        ("ID;Улица, дом, корпус;Город\n1;a, b, c;d\n", Delimiter::Semicolon),
        ("\"Улица, дом\",\"Имя; фамилия\"\n\"a\",\"b\"\n", Delimiter::Comma),
        ("a\tb, c\n1\t2, 3\n", Delimiter::Tab),
        ("a|b\n1;5|2\n", Delimiter::Pipe),
        ("name,phone\nИванов,\"1; 2\"\nПетров,\"3; 4; 5\"\n", Delimiter::Comma),
    ] {
        assert_eq!(surveyed(text.as_bytes()).expect("a table").form.delimiter, Some(delimiter), "{text}");
    }
    assert!(surveyed(b"a b\n1 2\n").expect("a table").is_single_column());
}

#[test]
fn the_html_table_of_a_so_called_xls_is_read() {
    let page = "<html><head><meta charset=\"utf-8\"><style>td {mso: 1}</style></head>\n<body><TABLE border=1>\n<tr>\
        <th>ID</th><th>Название</th><th>Комментарий</th></tr>\n<tr><td>1</td><td>ООО &laquo;Ромашка&raquo; &amp; Ко\n  филиал\
        </td><td>раз<br />\n два</td></tr>\n<tr><td></td><td> &nbsp; </td></tr>\n<tr><td>2<td>Чайка<td>\n<tr><td>3\n</table>";
    let survey = surveyed(page.as_bytes()).expect("a table");
    assert_eq!((survey.form.delimiter, survey.header), (None, strings(&["ID", "Название", "Комментарий"])));
    let rows: Vec<_> = survey.preview.into_iter().map(|row| (row.line, row.cells)).collect();
    assert_eq!(rows[0], (4, strings(&["1", "ООО «Ромашка» & Ко филиал", "раз\nдва"])));
    assert_eq!(rows[1].0, 8);
    assert_eq!(rows[1].1[1], "Чайка");
    assert_eq!((rows[2].0, rows[2].1[0].trim()), (9, "3"));
}

#[test]
fn huge_files_and_lines_are_refused_quickly() {
    let wide = "a;".repeat(100_000);
    assert_eq!(surveyed(wide.as_bytes()).expect_err("too wide").code(), "too_many_columns");
    let long = vec![b'x'; 100 << 20];
    assert_eq!(surveyed(&long).expect_err("no header").code(), "header_too_long");
    let quoted: Vec<u8> = b"a;b\n1;\"".iter().copied().chain(std::iter::repeat_n(b'x', 8 << 20)).collect();
    let survey = surveyed(&quoted).expect("a header");
    assert_eq!(survey.preview[0].fault, Some(RowFault::TooLong));
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    let error = survey::survey(&mut Cursor::new(b"a;b\n1;2\n3;4\n"), &Choices::default(), 1, limits);
    assert_eq!(error.expect_err("too large").code(), "file_too_large");
    assert_eq!(surveyed(b"PK\x03\x04zip").expect_err("a workbook").code(), "file_is_xlsx");
}

#[test]
fn a_row_that_is_too_long_leaves_the_others_alone() {
    let limits = Limits { cell_bytes: 100, record_bytes: 1000, columns: 10, ..Limits::default() };
    let text = format!("a;b\n1;{}\n2;ok\n{}\n3;ok\n", "x".repeat(200_000), "y;".repeat(20));
    let table = Table::open(text.as_bytes(), form(Delimiter::Semicolon), limits).expect("a header");
    let rows: Vec<_> = table.map(|row| row.expect("a row")).map(|row| (row.line, row.fault)).collect();
    assert_eq!(rows, [(2, Some(RowFault::TooLong)), (3, None), (4, Some(RowFault::ColumnCount)), (5, None)]);
}

fn cell() -> impl Strategy<Value = String> {
    "[a-яё0-9 ;,\"\t|\r\n]{0,12}"
}

proptest! {
    #[test]
    fn any_bytes_end_in_rows_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let _ = surveyed(&bytes);
    }

    #[test]
    fn any_table_like_text_ends(text in "[ab;\",\n\r ]{0,300}", page in "(<table>|<tr>|<td>|</td>|</tr>|<|&amp|x|\n){0,60}") {
        for text in [text, format!("<table><tr>{page}")] {
            if let Ok(survey) = surveyed(text.as_bytes()) {
                let table = Table::open(text.as_bytes(), survey.form, Limits::default()).expect("it was surveyed");
                let mut last_line = 0;
                for row in table.flatten() {
                    prop_assert!(row.line >= last_line);
                    last_line = row.line;
                }
            }
        }
    }

    /// Whatever a correct writer writes is read back cell by cell, each record at its own line.
    #[test]
    fn written_cells_are_read_back(
        written in proptest::collection::vec(proptest::collection::vec(cell(), 3), 1..8),
        delimiter in proptest::sample::select(vec![Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Pipe]),
        all_quoted in any::<bool>(),
    ) {
        let style = if all_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter.byte()).quote_style(style).from_writer(Vec::new());
        writer.write_record(["h1", "h2", "h3"]).expect("memory");
        let mut lines = vec![];
        for cells in &written {
            writer.flush().expect("memory");
            let so_far = String::from_utf8(writer.get_ref().clone()).expect("text");
            lines.push(1 + so_far.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64);
            writer.write_record(cells).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        let table = Table::open(bytes.as_slice(), form(delimiter), Limits::default()).expect("a header");
        let read: Vec<Row> = table.map(|row| row.expect("a row")).collect();
        let is_blank = |cells: &&Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
        let expected: Vec<_> = written.iter().zip(lines).filter(|(cells, _)| !is_blank(cells)).collect();
        prop_assert_eq!(read.len(), expected.len());
        for (row, (cells, line)) in read.iter().zip(expected) {
            prop_assert_eq!(&row.cells, cells);
            prop_assert_eq!((row.line, row.fault), (line, None));
        }
    }
}
