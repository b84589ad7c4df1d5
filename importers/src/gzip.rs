//! Gzip around flate2's raw decoder.
//!
//! flate2 reads gzip as well, but with it comes a checksum made for speed, whose tables of 16 KiB are a seventh of the
//! module. Its header is little, and a checksum with a table of 256 numbers is quick enough for files of this size.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;

/// The checksum of ZIP and gzip (CRC-32, reflected).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crc32(u32);

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = (value >> 1) ^ (0xedb8_8320 * (value & 1));
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

impl Default for Crc32 {
    fn default() -> Crc32 {
        Crc32(u32::MAX)
    }
}

impl Crc32 {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 >> 8) ^ TABLE[usize::from(self.0 as u8 ^ byte)];
        }
    }

    pub(crate) fn sum(self) -> u32 {
        !self.0
    }
}

/// Unpacks gzip: one part behind the other, as long as there are any.
pub(crate) struct Gunzip<'r> {
    part: Part<'r>,
    crc: Crc32,
    size: u32,
}

type Input<'r> = BufReader<&'r mut dyn Read>;

enum Part<'r> {
    /// A header comes, or the end.
    Before(Input<'r>),
    Inside(DeflateDecoder<Input<'r>>),
    /// After the end, or a failure.
    Over,
}

impl<'r> Gunzip<'r> {
    pub(crate) fn new(input: &'r mut dyn Read) -> Gunzip<'r> {
        Gunzip { part: Part::Before(BufReader::with_capacity(1 << 15, input)), crc: Crc32::default(), size: 0 }
    }
}

impl Read for Gunzip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.part, Part::Over) {
                Part::Over => return Ok(0),
                Part::Before(mut input) => {
                    if input.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    pass_header(&mut input)?;
                    (self.crc, self.size) = (Crc32::default(), 0);
                    self.part = Part::Inside(DeflateDecoder::new(input));
                }
                Part::Inside(mut decoder) => {
                    let read = decoder.read(buffer)?;
                    if read > 0 || buffer.is_empty() {
                        self.crc.update(&buffer[..read]);
                        self.size = self.size.wrapping_add(read as u32);
                        self.part = Part::Inside(decoder);
                        return Ok(read);
                    }
                    let mut input = decoder.into_inner();
                    let mut sums = [0; 8];
                    input.read_exact(&mut sums)?;
                    let sound = [self.crc.sum().to_le_bytes(), self.size.to_le_bytes()].concat();
                    if sums[..] != sound[..] {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    self.part = Part::Before(input);
                }
            }
        }
    }
}

/// Passes over a header (RFC 1952, section 2.3).
fn pass_header(input: &mut Input<'_>) -> io::Result<()> {
    let mut fixed = [0; 10];
    input.read_exact(&mut fixed)?;
    let flags = fixed[3];
    if fixed[..3] != [0x1f, 0x8b, 8] || flags & 0xe0 != 0 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    if flags & 4 != 0 {
        let mut length = [0; 2];
        input.read_exact(&mut length)?;
        pass(input, u16::from_le_bytes(length).into())?;
    }
    // The file's name and a comment, each up to a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            input.skip_until(0)?;
        }
    }
    if flags & 2 != 0 {
        pass(input, 2)?;
    }
    Ok(())
}

fn pass(input: &mut Input<'_>, count: usize) -> io::Result<()> {
    input.read_exact(&mut vec![0; count])
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use flate2::write::GzEncoder;
    use flate2::{Compression, GzBuilder};
    use proptest::prelude::*;
    use std::io::Write;

    fn unpacked(mut packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Gunzip::new(&mut packed).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn every_part_of_a_header_is_passed_over() {
        let mut encoder = GzBuilder::new()
            .extra(vec![1, 0, 2])
            .filename("animelist.xml")
            .comment("made by hand")
            .write(Vec::new(), Compression::default());
        encoder.write_all(b"one").expect("memory");
        let one = encoder.finish().expect("memory");
        assert_eq!(unpacked(&one).expect("sound"), b"one");
        assert_eq!(unpacked(&[one.as_slice(), &one].concat()).expect("sound"), b"oneone");
        for cut in 1..one.len() {
            assert!(unpacked(&one[..cut]).is_err(), "{cut}");
        }
        let mut wrong = one.clone();
        let last = wrong.len() - 5;
        wrong[last] ^= 1;
        assert!(unpacked(&wrong).is_err());
    }

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(&bytes).expect("memory");
            prop_assert_eq!(unpacked(&encoder.finish().expect("memory")).expect("sound"), bytes);
        }
    }
}
