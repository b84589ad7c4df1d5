//! The arithmetic of the map: which part of it is seen, what lies under a finger, which titles have room. No browser in
//! here.

use crate::messages::Dot;

/// The side of the map as the model file has it.
const SIDE: f64 = 65536.0;
/// The closest look: a place that is this many times larger than the whole map in its frame.
const CLOSEST: f64 = 48.0;
/// What one letter of a title takes, and its line, in pixels of the page. Rather more than in any font: titles that touch
/// cannot be read.
const LETTER: f64 = 6.6;
const LINE: f64 = 17.0;
/// So many titles at most, however large the frame is.
const TITLES: usize = 60;

/// The part of the map that is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight {
    /// The middle, each from 0 to 1.
    middle: (f64, f64),
    /// How many times larger than the whole map in its frame.
    zoom: f64,
}

/// A frame: width and height in pixels of the page.
pub type Size = (f64, f64);

impl Default for Sight {
    /// All of it.
    fn default() -> Sight {
        Sight { middle: (0.5, 0.5), zoom: 1.0 }
    }
}

impl Sight {
    /// The pixels that the side of the map takes.
    fn scale(&self, (width, height): Size) -> f64 {
        width.min(height).max(1.0) * self.zoom
    }

    /// How many times larger than the whole.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Where a place of the map is in the frame.
    pub fn on_frame(&self, [x, y]: [u16; 2], size: Size) -> (f64, f64) {
        let scale = self.scale(size);
        (
            size.0 / 2.0 + (f64::from(x) / SIDE - self.middle.0) * scale,
            size.1 / 2.0 + (f64::from(y) / SIDE - self.middle.1) * scale,
        )
    }

    /// Moves what is seen by so many pixels.
    pub fn pan(&mut self, (x, y): (f64, f64), size: Size) {
        let scale = self.scale(size);
        self.middle = ((self.middle.0 - x / scale).clamp(0.0, 1.0), (self.middle.1 - y / scale).clamp(0.0, 1.0));
    }

    /// Makes it so many times larger; what is at this place of the frame stays there.
    pub fn zoom_at(&mut self, (x, y): (f64, f64), factor: f64, size: Size) {
        let zoom = (self.zoom * factor).clamp(1.0, CLOSEST);
        let off = (x - size.0 / 2.0, y - size.1 / 2.0);
        let change = 1.0 / self.scale(size) - self.zoom / (zoom * self.scale(size));
        self.middle =
            ((self.middle.0 + off.0 * change).clamp(0.0, 1.0), (self.middle.1 + off.1 * change).clamp(0.0, 1.0));
        self.zoom = zoom;
    }

    /// Brings a place into the middle, near enough to see what lies around it.
    pub fn look_at(&mut self, [x, y]: [u16; 2]) {
        self.middle = (f64::from(x) / SIDE, f64::from(y) / SIDE);
        self.zoom = self.zoom.max(8.0);
    }
}

/// The show whose place is nearest to a point of the frame, and not further from it than `reach` pixels.
pub fn nearest(dots: &[Dot], sight: &Sight, size: Size, (x, y): (f64, f64), reach: f64) -> Option<usize> {
    let off = |dot: &Dot| {
        let place = sight.on_frame(dot.at, size);
        (place.0 - x).powi(2) + (place.1 - y).powi(2)
    };
    let near = dots.iter().enumerate().map(|(at, dot)| (off(dot), at));
    near.filter(|(off, _)| *off <= reach * reach).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
}

/// The shows whose titles are written: `first` as far as they are seen, then the best-known ones, as long as none covers
/// another.
pub fn titled(dots: &[Dot], first: &[usize], sight: &Sight, size: Size) -> Vec<usize> {
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut chosen = Vec::new();
    for at in first.iter().copied().chain(0..dots.len()) {
        if chosen.len() == TITLES {
            break;
        }
        let Some(dot) = dots.get(at) else { continue };
        let (x, y) = sight.on_frame(dot.at, size);
        if x < 0.0 || y < 0.0 || x > size.0 || y > size.1 {
            continue;
        }
        let wide = dot.title.chars().count() as f64 * LETTER + 12.0;
        let place = [x, y - LINE / 2.0, x + wide, y + LINE / 2.0];
        let meets =
            |other: &[f64; 4]| place[0] < other[2] && other[0] < place[2] && place[1] < other[3] && other[1] < place[3];
        if place[2] <= size.0 && !taken.iter().any(meets) {
            taken.push(place);
            chosen.push(at);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dot(title: &str, at: [u16; 2]) -> Dot {
        Dot { title: title.into(), at, ..Dot::default() }
    }

    const SIZE: Size = (400.0, 300.0);

    #[test]
    fn the_whole_map_is_in_the_frame() {
        let sight = Sight::default();
        assert_eq!(sight.on_frame([0, 0], SIZE), (50.0, 0.0));
        let (x, y) = sight.on_frame([u16::MAX, u16::MAX], SIZE);
        assert!((x - 350.0).abs() < 0.1 && (y - 300.0).abs() < 0.1);
    }

    proptest! {
        #[test]
        fn what_is_under_the_finger_stays_there(x in 0.0..400.0_f64, y in 0.0..300.0_f64, at: [u16; 2], factor in 1.0..4.0_f64) {
            let mut sight = Sight::default();
            sight.look_at([30_000, 35_000]);
            // The place under the finger, found by looking where a known one lies.
            let before = sight.on_frame(at, SIZE);
            let zoom = sight.zoom();
            sight.zoom_at((x, y), factor, SIZE);
            let grown = sight.zoom() / zoom;
            let after = sight.on_frame(at, SIZE);
            // Everything moves away from the finger by the same factor, unless an edge stopped it.
            if sight.middle.0 > 0.0 && sight.middle.0 < 1.0 && sight.middle.1 > 0.0 && sight.middle.1 < 1.0 {
                prop_assert!(((after.0 - x) - (before.0 - x) * grown).abs() < 1e-6 * (1.0 + before.0.abs()));
                prop_assert!(((after.1 - y) - (before.1 - y) * grown).abs() < 1e-6 * (1.0 + before.1.abs()));
            }
        }

        #[test]
        fn titles_never_cover_each_other(places in prop::collection::vec((any::<[u16; 2]>(), 1..30_usize), 0..80)) {
            let dots: Vec<Dot> = places.iter().map(|(at, long)| dot(&"x".repeat(*long), *at)).collect();
            let chosen = titled(&dots, &[], &Sight::default(), SIZE);
            for (nth, a) in chosen.iter().enumerate() {
                for b in &chosen[..nth] {
                    let (a, b) = (Sight::default().on_frame(dots[*a].at, SIZE), Sight::default().on_frame(dots[*b].at, SIZE));
                    prop_assert!((a.1 - b.1).abs() >= LINE || (a.0 - b.0).abs() >= LETTER);
                }
            }
        }
    }

    #[test]
    fn it_is_never_farther_than_the_whole_nor_beyond_its_edge() {
        let mut sight = Sight::default();
        sight.zoom_at((10.0, 10.0), 0.01, SIZE);
        assert_eq!(sight, Sight::default());
        sight.pan((1e9, -1e9), SIZE);
        assert_eq!(sight.middle, (0.0, 1.0));
    }

    #[test]
    fn the_nearest_place_within_reach_is_meant() {
        let dots = [dot("a", [0, 0]), dot("b", [32768, 32768])];
        let find = |point, reach| nearest(&dots, &Sight::default(), SIZE, point, reach);
        assert_eq!(find((205.0, 150.0), 10.0), Some(1));
        assert_eq!(find((120.0, 80.0), 10.0), None);
    }

    #[test]
    fn what_matters_has_its_title_before_what_is_well_known() {
        let dots = [dot("The Wire", [30_000, 30_000]), dot("Oz", [30_100, 30_050])];
        assert_eq!(titled(&dots, &[], &Sight::default(), SIZE), [0]);
        assert_eq!(titled(&dots, &[1], &Sight::default(), SIZE), [1]);
    }
}
