//! Days as people's settings write them. `03/04/23` alone may be three days; the whole column mostly tells which.

use crate::entry::Date;

/// The orders in which day, month and year are written.
const ORDERS: [[usize; 3]; 3] = [[0, 1, 2], [2, 1, 0], [2, 0, 1]];

/// One date, read in each of the orders year-month-day, day-month-year, month-day-year; `None` where that order makes
/// no sense. A date that can be read in one way only is the same in all three.
pub(crate) type Readings = [Option<Date>; 3];

/// The readings of a text that begins with a date; `None` when there is none. What follows (a time of day) is not
/// looked at.
pub(crate) fn read(text: &str) -> Option<Readings> {
    let mut rest = text.trim();
    let mut numbers = [""; 3];
    let mut dots = 0;
    for (at, number) in numbers.iter_mut().enumerate() {
        if at > 0 {
            let digits = rest.find(|letter: char| letter.is_ascii_digit())?;
            let separator = &rest[..digits];
            if separator.is_empty() || !separator.chars().all(|letter| "-/. 年月".contains(letter)) {
                return None;
            }
            dots += usize::from(separator.contains('.'));
            rest = &rest[digits..];
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        (*number, rest) = rest.split_at(end);
    }
    let values: [u16; 3] = [numbers[0].parse().ok()?, numbers[1].parse().ok()?, numbers[2].parse().ok()?];
    let date = |order: [usize; 3]| {
        let year = match numbers[order[0]].len() {
            // The Buddhist era counts from 543 before ours.
            4 if (2450..2700).contains(&values[order[0]]) => values[order[0]] - 543,
            4 => values[order[0]],
            // No service of this kind is older.
            2 if values[order[0]] >= 5 => 2000 + values[order[0]],
            _ => return None,
        };
        Date::new(year, u8::try_from(values[order[1]]).ok()?, u8::try_from(values[order[2]]).ok()?)
    };
    let readings = match (numbers[0].len(), numbers[2].len()) {
        (4, _) => [date(ORDERS[0]); 3],
        // Where dots are written, the day stands first.
        (_, 4) if dots == 2 => [date(ORDERS[1]); 3],
        _ => ORDERS.map(date),
    };
    readings.iter().any(Option::is_some).then_some(readings)
}

/// What a whole column of dates says about their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    /// How many dates make no sense in each order.
    senseless: [u64; 3],
    /// How many steps from a date to the next one go forwards and backwards in each order: these files are sorted.
    forwards: [u64; 3],
    backwards: [u64; 3],
    previous: Readings,
    ambiguous: bool,
}

impl Column {
    /// Takes a date into account.
    pub(crate) fn note(&mut self, readings: &Readings) {
        self.ambiguous |= readings.iter().any(|reading| *reading != readings[0]);
        for (order, reading) in readings.iter().enumerate() {
            self.senseless[order] += u64::from(reading.is_none());
            if let (Some(previous), Some(reading)) = (self.previous[order], reading) {
                self.forwards[order] += u64::from(*reading > previous);
                self.backwards[order] += u64::from(*reading < previous);
            }
        }
        self.previous = *readings;
    }

    /// The order of this column: the one in which the fewest dates make no sense, and of those the one in which the
    /// file is sorted. `None` when that leaves several.
    pub(crate) fn order(&self) -> Option<usize> {
        if !self.ambiguous {
            return Some(0);
        }
        let least = self.senseless.into_iter().min()?;
        let mut orders: Vec<usize> = (0..3).filter(|order| self.senseless[*order] == least).collect();
        if orders.len() > 1 {
            orders.retain(|order| {
                let (forwards, backwards) = (self.forwards[*order], self.backwards[*order]);
                forwards.min(backwards) == 0 && forwards.max(backwards) > 1
            });
        }
        match orders[..] {
            [order] => Some(order),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(dates: &[&str]) -> Option<Vec<String>> {
        let mut column = Column::default();
        let readings: Vec<Readings> = dates.iter().map(|date| read(date).expect(date)).collect();
        readings.iter().for_each(|readings| column.note(readings));
        let order = column.order()?;
        Some(readings.iter().map(|readings| readings[order].map_or("?".into(), |date| date.to_string())).collect())
    }

    #[test]
    fn a_single_date_that_can_be_read_in_one_way_is_read() {
        for (text, date) in [
            ("2023-04-05", "2023-04-05"),
            ("2023-04-05T20:15:00.000Z", "2023-04-05"),
            ("2023-04-05 20:15:00", "2023-04-05"),
            ("2023/4/5", "2023-04-05"),
            ("2023. 4. 5.", "2023-04-05"),
            ("2023年4月5日", "2023-04-05"),
            ("5.4.2023", "2023-04-05"),
            ("25/4/2566", "2023-04-25"),
            ("25/04/2023", "2023-04-25"),
            ("4/25/23", "2023-04-25"),
            ("29.02.2024", "2024-02-29"),
        ] {
            assert_eq!(column(&[text]), Some(vec![date.to_owned()]), "{text}");
        }
        for text in ["", "yesterday", "2023", "2023-04", "1-2-3", "30.02.2023", "2023-13-01", "00/00/0000", "99999/1/1"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_column_decides_what_one_date_does_not() {
        assert_eq!(column(&["3/4/23"]), None);
        assert_eq!(column(&["3/4/23", "13/4/23"]).map(|dates| dates[0].clone()), Some("2023-04-03".into()));
        assert_eq!(column(&["3/4/23", "4/13/23"]).map(|dates| dates[0].clone()), Some("2023-03-04".into()));
        // The newest first, as services write it: 3 February, 1 February, 5 January.
        assert_eq!(column(&["3/2/23", "1/2/23", "5/1/23"]).map(|dates| dates[2].clone()), Some("2023-01-05".into()));
        // One damaged row does not decide against hundreds.
        let mut dates = vec!["12/31/2022"; 50];
        dates.push("31/12/2022");
        assert_eq!(column(&dates).map(|dates| dates[0].clone()), Some("2022-12-31".into()));
    }
}
