//! Drawn posters: a motif by genre, colours and proportions by title, as a printer with three inks would do it.
//!
//! The same show has the same poster everywhere and always.

/// A drawn poster on a field of 120 by 160.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// The colour of the paper.
    pub ground: &'static str,
    /// Shapes from back to front: SVG path data, and the ink.
    pub shapes: Vec<(String, &'static str)>,
}

/// Ground and two inks each.
const INKS: [[&str; 3]; 12] = [
    ["#1f3a5f", "#f2b138", "#efe3c8"],
    ["#b93a22", "#221d2f", "#f3d9b1"],
    ["#e3a93c", "#174a59", "#b93a22"],
    ["#27584a", "#f1e3c6", "#e5843f"],
    ["#ecdcba", "#b5362b", "#22313f"],
    ["#57284a", "#ef9d87", "#f4d35e"],
    ["#0d5f68", "#f5d6a0", "#ef6f4d"],
    ["#2a2727", "#d94f30", "#efe0c2"],
    ["#8fb0a4", "#33272a", "#d2532f"],
    ["#cf7f55", "#2b2d42", "#f7e7ce"],
    ["#3b3a6b", "#e8a0b4", "#f5e9d0"],
    ["#d9c8a0", "#2f5d50", "#c2412d"],
];

/// FNV-1a: small, and the same everywhere.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Small numbers that depend on the title alone.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, from: i32, to: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        from + (self.0 % (to - from + 1) as u32) as i32
    }
}

/// The poster of a show.
pub fn draw(id: &str, genres: &[String]) -> Poster {
    // Some bits of a short text's hash hardly differ; multiplying mixes them.
    let mut dice = Dice((hash(id) ^ 0x9e37_79b9).wrapping_mul(0x85eb_ca6b) | 1);
    dice.roll(0, 1);
    let [ground, one, two] = INKS[dice.roll(0, INKS.len() as i32 - 1) as usize];
    // The first genre tells most; the others keep a shelf of one kind from being a row of the same poster.
    let motifs: Vec<Motif> = genres.iter().take(3).filter_map(|genre| motif(genre)).collect();
    let motif = match dice.roll(0, 3) as usize {
        at @ 1.. if at < motifs.len() => motifs[at],
        _ => motifs.first().copied().unwrap_or(arches),
    };
    let shapes = motif(&mut dice).into_iter().map(|(path, ink)| (path, if ink == 1 { one } else { two })).collect();
    Poster { ground, shapes }
}

type Shapes = Vec<(String, u8)>;
type Motif = fn(&mut Dice) -> Shapes;

fn motif(genre: &str) -> Option<Motif> {
    Some(match genre {
        "crime" | "mystery" => blinds,
        "legal" | "political" => columns,
        "science-fiction" | "superhero" => orbits,
        "comedy" | "sitcom" | "sketch" | "variety" => sunburst,
        "romance" | "soap" | "teen" => overlap,
        "drama" | "miniseries" => arches,
        "anime" | "animation" => wave,
        "fantasy" | "adventure" | "family" | "children" => peaks,
        "horror" => teeth,
        "thriller" | "action" | "war" => chevrons,
        "documentary" | "western" | "historical" => horizon,
        "medical" => pulse,
        "reality" | "game-show" | "talk" | "sports" | "musical" => spots,
        _ => return None,
    })
}

fn circle(x: i32, y: i32, r: i32) -> String {
    format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z", x - r, 2 * r, -2 * r)
}

fn rect(x: i32, y: i32, w: i32, h: i32) -> String {
    format!("M{x} {y}h{w}v{h}h{}z", -w)
}

/// Light through a blind, and a lamp.
fn blinds(dice: &mut Dice) -> Shapes {
    let (x, y, r) = (dice.roll(30, 90), dice.roll(38, 70), dice.roll(24, 36));
    let slant = dice.roll(-16, 16);
    let step = dice.roll(13, 19);
    let mut bars = String::new();
    let mut at = -20;
    while at < 180 {
        bars += &format!("M0 {at}L120 {}v{}L0 {}z", at + slant, step / 2, at + step / 2);
        at += step;
    }
    vec![(circle(x, y, r), 1), (bars, 2)]
}

/// A portico.
fn columns(dice: &mut Dice) -> Shapes {
    let n = dice.roll(3, 5);
    let base = dice.roll(118, 132);
    let mut stems = String::new();
    let step = 88 / n;
    for at in 0..n {
        stems += &rect(18 + at * step + step / 4, 66, step / 2, base - 66);
    }
    let roof = format!("M10 58L60 {}L110 58z", dice.roll(18, 32));
    vec![(stems + &rect(12, base + 2, 96, 8), 1), (roof, 2)]
}

/// A planet with its rings and moons.
fn orbits(dice: &mut Dice) -> Shapes {
    let (x, y) = (dice.roll(40, 80), dice.roll(55, 85));
    let r = dice.roll(18, 28);
    let mut rings = String::new();
    for k in 1..=dice.roll(2, 3) {
        let outer = r + k * 16;
        // A ring is a disc with a hole: the inner circle runs the other way round.
        rings += &circle(x, y, outer);
        let inner = outer - 3;
        rings += &format!(
            "M{} {y}a{inner} {inner} 0 1 1 {} 0a{inner} {inner} 0 1 1 {} 0z",
            x - inner,
            2 * inner,
            -2 * inner
        );
    }
    let moon = circle(dice.roll(14, 106), dice.roll(14, 40), dice.roll(5, 9));
    vec![(rings, 1), (circle(x, y, r) + &moon, 2)]
}

/// Rays of a laughing sun.
fn sunburst(dice: &mut Dice) -> Shapes {
    let (x, y) = (dice.roll(30, 90), dice.roll(60, 120));
    // Ends of rays, around a square far outside the field.
    const ENDS: [(i32, i32); 16] = [
        (200, 0),
        (185, 77),
        (141, 141),
        (77, 185),
        (0, 200),
        (-77, 185),
        (-141, 141),
        (-185, 77),
        (-200, 0),
        (-185, -77),
        (-141, -141),
        (-77, -185),
        (0, -200),
        (77, -185),
        (141, -141),
        (185, -77),
    ];
    let turn = dice.roll(0, 1) as usize;
    let mut rays = String::new();
    for at in (turn..16).step_by(2) {
        let ((ax, ay), (bx, by)) = (ENDS[at], ENDS[(at + 1) % 16]);
        rays += &format!("M{x} {y}L{} {}L{} {}z", x + ax, y + ay, x + bx, y + by);
    }
    vec![(rays, 1), (circle(x, y, dice.roll(20, 30)), 2)]
}

/// Two that meet.
fn overlap(dice: &mut Dice) -> Shapes {
    let r = dice.roll(30, 40);
    let y = dice.roll(58, 80);
    let apart = dice.roll(16, 24);
    let lift = dice.roll(-14, 14);
    vec![(circle(60 - apart, y - lift, r), 1), (circle(60 + apart, y + lift, r * 4 / 5), 2)]
}

/// A great wave, and a disc.
fn wave(dice: &mut Dice) -> Shapes {
    let y = dice.roll(74, 96);
    let a = dice.roll(16, 30);
    let back = format!("M0 {y}q30 {} 60 0t60 0V160H0z", -a);
    let front = format!("M0 {}q20 {} 40 0t40 0t40 0V160H0z", y + 26, -a * 2 / 3);
    vec![(circle(dice.roll(34, 86), dice.roll(34, 54), dice.roll(18, 28)), 2), (back, 1), (front, 2)]
}

/// Mountains and a moon.
fn peaks(dice: &mut Dice) -> Shapes {
    let (a, b) = (dice.roll(24, 50), dice.roll(70, 100));
    let (ha, hb) = (dice.roll(58, 84), dice.roll(46, 72));
    let far = format!("M{} 160L{b} {hb}L{} 160z", b - 80, b + 80);
    let near = format!("M{} 160L{a} {}L{} 160z", a - 70, ha + 26, a + 60);
    vec![(circle(dice.roll(22, 60), dice.roll(24, 36), dice.roll(9, 15)), 2), (far, 1), (near, 2)]
}

/// Jaws.
fn teeth(dice: &mut Dice) -> Shapes {
    let n = dice.roll(3, 5);
    let w = 120 / n;
    let (up, down) = (dice.roll(44, 66), dice.roll(88, 104));
    let mut top = "M0 0H120V20".to_owned();
    let mut bottom = "M0 160H120V140".to_owned();
    for at in (0..n).rev() {
        top += &format!("L{} {up}L{} 20", at * w + w / 2, at * w);
        bottom += &format!("L{} {down}L{} 140", at * w + w / 2, at * w);
    }
    vec![(top + "z", 1), (bottom + "z", 1), (circle(60, (up + down) / 2, 9), 2)]
}

/// Arrows at speed.
fn chevrons(dice: &mut Dice) -> Shapes {
    let tip = dice.roll(40, 70);
    let thick = dice.roll(14, 22);
    let n = dice.roll(2, 3);
    let mut shapes = Vec::new();
    for k in 0..n {
        let x = -20 + k * (thick + 18);
        shapes.push((format!("M{x} 0h{thick}l{tip} 80l-{tip} 80h-{thick}l{tip} -80z"), if k % 2 == 0 { 1 } else { 2 }));
    }
    shapes
}

/// A low sun over flat land.
fn horizon(dice: &mut Dice) -> Shapes {
    let y = dice.roll(84, 104);
    let r = dice.roll(26, 40);
    let x = dice.roll(36, 84);
    let sun = format!("M{} {y}a{r} {r} 0 0 1 {} 0z", x - r, 2 * r);
    let mut land = String::new();
    let mut at = y + 6;
    let mut thick = 3;
    while at < 160 {
        land += &rect(0, at, 120, thick);
        at += thick + 6;
        thick += 3;
    }
    vec![(sun, 2), (land, 1)]
}

/// A heart beat.
fn pulse(dice: &mut Dice) -> Shapes {
    let y = dice.roll(70, 84);
    let (up, down) = (dice.roll(30, 48), dice.roll(20, 34));
    let line = format!(
        "M0 {y}h34l10 -{up}l14 {}l12 -{}l8 {down}h42v7h-46l-6 -{}l-12 {}l-14 -{}l-6 {up}h-36z",
        up + down,
        up + down - 4,
        down - 6,
        up + down - 8,
        up + down - 10
    );
    vec![(rect(48, y - 44, 24, 92) + &rect(14, y - 10, 92, 24), 1), (line, 2)]
}

/// Spotlights.
fn spots(dice: &mut Dice) -> Shapes {
    let (a, b) = (dice.roll(20, 50), dice.roll(70, 100));
    let left = format!("M6 0h12L{} 136h-{}z", a + 34, 52);
    let right = format!("M102 0h12L{} 136h-{}z", b - 2, 44);
    vec![(left, 1), (right, 1), (format!("M{} 136a34 9 0 1 0 68 0a34 9 0 1 0 -68 0z", dice.roll(20, 32)), 2)]
}

/// Doors within doors.
fn arches(dice: &mut Dice) -> Shapes {
    let x = dice.roll(48, 72);
    let top = dice.roll(30, 46);
    let arch = |r: i32| format!("M{} 160V{}a{r} {r} 0 0 1 {} 0V160z", x - r, top + 40, 2 * r);
    vec![(arch(44), 1), (arch(30), 2), (arch(15), 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poster_depends_on_the_show_alone() {
        let crime = vec!["crime".to_owned(), "drama".to_owned()];
        assert_eq!(draw("the-wire", &crime), draw("the-wire", &crime));
        assert_ne!(draw("the-wire", &crime), draw("the-shield", &crime));
    }

    #[test]
    fn colours_are_spread() {
        let grounds: std::collections::HashSet<&str> =
            (0..200).map(|n| draw(&format!("show-{n}"), &[]).ground).collect();
        assert_eq!(grounds.len(), INKS.len());
    }
}
