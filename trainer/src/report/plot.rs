//! Drawings as SVG, coloured by the page's style. Lengths are in units of the view box.

use maud::{Markup, html};

use crate::evaluate::bootstrap::Figure;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 340.0;
/// Room for the scale at the left, and for the names of the lines at the right.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 180.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 52.0;
/// Names closer than this would overlap.
const NAME_HEIGHT: f64 = 18.0;

/// One line: a figure at each label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Series {
    pub(super) name: String,
    /// Drawn thicker, and last.
    pub(super) ours: bool,
    pub(super) points: Vec<Option<Figure>>,
}

/// Lines over labels at equal distances.
pub(super) struct Lines<'l> {
    /// Unique on the page.
    pub(super) id: &'l str,
    pub(super) title: &'l str,
    /// What the labels are.
    pub(super) below: &'l str,
    pub(super) labels: &'l [String],
}

impl Lines<'_> {
    pub(super) fn draw(&self, series: &[Series]) -> Markup {
        let points = || series.iter().flat_map(|one| one.points.iter().flatten());
        let (low, high) = points().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.low), high.max(p.high)));
        if points().next().is_none() {
            return html! {};
        }
        let scale = Scale::of(low, high);
        let x = |at: usize| {
            let gaps = self.labels.len().saturating_sub(1).max(1) as f64;
            LEFT + 18.0 + at as f64 * (WIDTH - LEFT - RIGHT - 36.0) / gaps
        };
        let y = |value: f64| TOP + (scale.high - value) / (scale.high - scale.low) * (HEIGHT - TOP - BOTTOM);
        let names = spread(series.iter().map(|one| one.points.iter().flatten().last().map_or(HEIGHT, |p| y(p.mean))));
        let (title, text) = (format!("{}-title", self.id), format!("{}-text", self.id));
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-labelledby=(format!("{title} {text}")) {
                title id=(title) { (self.title) }
                desc id=(text) { (self.in_words(series)) }
                g.scale { @for value in scale.ticks() {
                    line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(r(y(value))) y2=(r(y(value))) {}
                    text x=(LEFT - 8.0) y=(r(y(value) + 4.0)) text-anchor="end" { (super::short(value).trim_end_matches('0').trim_end_matches('.')) }
                } }
                g.labels { @for (at, label) in self.labels.iter().enumerate() {
                    text x=(r(x(at))) y=(HEIGHT - BOTTOM + 22.0) text-anchor="middle" { (label) }
                } }
                text.below x=(r((LEFT + WIDTH - RIGHT) / 2.0)) y=(HEIGHT - 8.0) text-anchor="middle" { (self.below) }
                @for (number, one) in in_order(series) {
                    g class=(class_of(number, one)) {
                        path d=(path(one, &x, &y)) {}
                        @for (at, point) in one.points.iter().enumerate() { @if let Some(point) = point {
                            line.interval x1=(r(x(at))) x2=(r(x(at))) y1=(r(y(point.low))) y2=(r(y(point.high))) {}
                            circle cx=(r(x(at))) cy=(r(y(point.mean))) r=(if one.ours { 4.5 } else { 3.0 }) {}
                        } }
                        text x=(WIDTH - RIGHT + 2.0) y=(r(names[number] + 4.5)) { (one.name) }
                    }
                }
            }
        }
    }

    fn in_words(&self, series: &[Series]) -> String {
        let lines = series.iter().map(|one| {
            let values = one.points.iter().zip(self.labels).filter_map(|(point, label)| {
                point.as_ref().map(|point| format!("{} at {label}", super::short(point.mean)))
            });
            format!("{}: {}", one.name, values.collect::<Vec<_>>().join(", "))
        });
        lines.collect::<Vec<_>>().join(". ")
    }
}

/// Ours is drawn over the others.
fn in_order(series: &[Series]) -> impl Iterator<Item = (usize, &Series)> {
    let of = |ours: bool| series.iter().enumerate().filter(move |(_, one)| one.ours == ours);
    of(false).chain(of(true))
}

fn class_of(number: usize, series: &Series) -> String {
    if series.ours { "series ours".into() } else { format!("series line{}", number % 6) }
}

fn path(series: &Series, x: &impl Fn(usize) -> f64, y: &impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    for (at, point) in series.points.iter().enumerate() {
        if let Some(point) = point {
            let to = if path.is_empty() { 'M' } else { 'L' };
            path.push_str(&format!("{to}{} {}", r(x(at)), r(y(point.mean))));
        }
    }
    path
}

/// Places moved apart so that no two are closer than [`NAME_HEIGHT`], in their order, around where they want to be.
fn spread(wanted: impl Iterator<Item = f64>) -> Vec<f64> {
    let wanted: Vec<f64> = wanted.collect();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.clone();
    // Down from the highest one, then up from the bottom where that ran out of the drawing.
    let mut least = TOP;
    for &at in &order {
        places[at] = places[at].max(least);
        least = places[at] + NAME_HEIGHT;
    }
    let mut most = HEIGHT - BOTTOM;
    for &at in order.iter().rev() {
        places[at] = places[at].min(most);
        most = places[at] - NAME_HEIGHT;
    }
    places
}

/// A scale with round steps.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    fn of(low: f64, high: f64) -> Scale {
        let span = (high - low).max(1e-3);
        // About five steps of 1, 2 or 5 times a power of ten.
        let power = 10_f64.powf((span / 5.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| span / step <= 6.0);
        let step = step.unwrap_or(10.0 * power);
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    fn ticks(self) -> impl Iterator<Item = f64> {
        let steps = ((self.high - self.low) / self.step).round() as usize;
        (0..=steps).map(move |at| self.low + at as f64 * self.step)
    }
}

/// A number for a drawing: a tenth of a unit is less than anybody sees.
fn r(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Bars with their labels.
pub(super) struct Bars<'b> {
    /// Unique on the page.
    pub(super) id: &'b str,
    pub(super) title: &'b str,
}

impl Bars<'_> {
    /// Lying bars of shares, from 0 to 1.
    pub(super) fn draw_shares(&self, bars: &[(String, f64)]) -> Markup {
        const ROW: f64 = 34.0;
        const NAMES: f64 = 150.0;
        let height = bars.len() as f64 * ROW;
        let most = bars.iter().map(|(_, share)| *share).fold(f64::MIN_POSITIVE, f64::max);
        let width = |share: f64| r(share / most * (WIDTH - NAMES - 70.0));
        let words: Vec<String> =
            bars.iter().map(|(name, share)| format!("{name}: {}", super::percent(*share))).collect();
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby=(self.labelled_by()) {
                (self.described(&words.join(", ")))
                @for (at, (name, share)) in bars.iter().enumerate() {
                    g.bar.first[at == 0] {
                        text x=(NAMES - 10.0) y=(at as f64 * ROW + 21.5) text-anchor="end" { (name) }
                        rect x=(NAMES) y=(at as f64 * ROW + 5.0) width=(width(*share).max(1.0)) height=(ROW - 12.0) {}
                        text x=(NAMES + width(*share) + 8.0) y=(at as f64 * ROW + 21.5) { (super::percent(*share)) }
                    }
                }
            }
        }
    }

    /// Standing bars of counts; `below` says what the labels are.
    pub(super) fn draw_counts(&self, bars: &[(String, u64)], below: &str) -> Markup {
        const WIDE: f64 = 520.0;
        const TALL: f64 = 260.0;
        let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
        let step = WIDE / bars.len().max(1) as f64;
        let height = |count: u64| r(count as f64 / most * (TALL - 90.0));
        let floor = TALL - 62.0;
        let words: Vec<String> = bars.iter().map(|(label, count)| format!("{label}: {count}")).collect();
        html! {
            svg viewBox=(format!("0 0 {WIDE} {TALL}")) role="img" aria-labelledby=(self.labelled_by()) {
                (self.described(&words.join(", ")))
                @for (at, (label, count)) in bars.iter().enumerate() {
                    @let middle = r((at as f64 + 0.5) * step);
                    g.bar {
                        rect x=(r(at as f64 * step + 2.0)) y=(r(floor - height(*count))) width=(r(step - 4.0)) height=(height(*count)) {}
                        text.count x=(middle) y=(r(floor - height(*count) - 6.0)) text-anchor="middle" { (super::thousands(*count)) }
                        text.label transform=(format!("translate({} {}) rotate(-38)", middle + 4.0, floor + 14.0)) text-anchor="end" { (label) }
                    }
                }
                line.floor x1="0" x2=(WIDE) y1=(floor) y2=(floor) {}
                text.below x=(WIDE / 2.0) y=(TALL - 3.0) text-anchor="middle" { (below) }
            }
        }
    }

    fn labelled_by(&self) -> String {
        format!("{0}-title {0}-text", self.id)
    }

    fn described(&self, words: &str) -> Markup {
        html! {
            title id=(format!("{}-title", self.id)) { (self.title) }
            desc id=(format!("{}-text", self.id)) { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_order_and_their_distance() {
        let places = spread([100.0, 101.0, 30.0, 102.0].into_iter());
        assert_eq!(places[2], 30.0);
        assert!(places[1] - places[0] >= NAME_HEIGHT && places[3] - places[1] >= NAME_HEIGHT, "{places:?}");
        let low = spread([HEIGHT, HEIGHT, HEIGHT].into_iter());
        assert!(low.iter().all(|place| *place <= HEIGHT - BOTTOM), "{low:?}");
    }

    #[test]
    fn scales_have_round_steps_around_everything() {
        let scale = Scale::of(0.183, 0.6);
        assert_eq!((scale.low, scale.step), (0.1, 0.1));
        assert!((scale.high - 0.6).abs() < 1e-9);
        assert_eq!(scale.ticks().count(), 6);
        assert!(Scale::of(0.5, 0.5).high > 0.5 - 1e-9);
    }
}
