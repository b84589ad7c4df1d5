//! The export as Parquet: the columns of the CSV file, for those whose tools prefer it.

use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::Selection;

const SCHEMA: &str = "message ratings {
    REQUIRED INT32 user;
    REQUIRED BYTE_ARRAY item (STRING);
    REQUIRED BYTE_ARRAY rating (STRING);
}";

/// People in a row group: some hundred thousand ratings, so that memory stays small whatever the number of people.
const PEOPLE: usize = 10_000;

/// Dictionaries keep the texts small; no compression, so that no library of a compression is needed.
pub(super) fn write(selection: &Selection<'_>, out: impl Write + Send) -> Result<()> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = Arc::new(WriterProperties::builder().set_created_by("collector".into()).build());
    let mut file = SerializedFileWriter::new(out, schema, properties)?;
    for people in selection.people.chunks(PEOPLE) {
        let (mut users, mut items, mut ratings) = (Vec::new(), Vec::new(), Vec::new());
        for (person, number) in people {
            for (show, mark) in selection.ratings_of(*person) {
                users.push(*number as i32);
                items.push(ByteArray::from(show));
                ratings.push(ByteArray::from(mark.name()));
            }
        }
        let mut rows = file.next_row_group()?;
        if let Some(mut column) = rows.next_column()? {
            column.typed::<Int32Type>().write_batch(&users, None, None)?;
            column.close()?;
        }
        for texts in [&items, &ratings] {
            if let Some(mut column) = rows.next_column()? {
                column.typed::<ByteArrayType>().write_batch(texts, None, None)?;
                column.close()?;
            }
        }
        rows.close()?;
    }
    file.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contribution::TokenHash;
    use crate::export::Options;
    use crate::store::SnapshotBuilder;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    #[test]
    fn the_same_is_said_as_in_csv() {
        let mut builder = SnapshotBuilder::default();
        for person in 0..25_u8 {
            builder
                .add(TokenHash([person; 32]), &format!(r#"{{"a":"loved","s{}":"disliked","b":"seen"}}"#, person % 5))
                .expect("good JSON");
        }
        let snapshot = builder.finish();
        let selection =
            Selection::new(&snapshot, Options { floor: 5, keep_apart: true }, &mut ChaCha20Rng::seed_from_u64(1));
        let mut csv = Vec::new();
        selection.csv(&mut csv).expect("into memory");
        let mut file = tempfile::tempfile().expect("a file");
        write(&selection, &mut file).expect("written");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let mut lines = vec!["user,item,rating".to_owned()];
        for row in reader.get_row_iter(None).expect("rows") {
            let row = row.expect("a row");
            let (user, item, rating) = (row.get_int(0), row.get_string(1), row.get_string(2));
            lines.push(format!("{},{},{}", user.expect("user"), item.expect("item"), rating.expect("rating")));
        }
        assert_eq!(lines.join("\n") + "\n", String::from_utf8(csv).expect("text"));
    }
}
