//! The map as it is drawn.

use std::f64::consts::TAU;

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CssStyleDeclaration, HtmlCanvasElement};

use crate::chart::{Sight, Size, titled};
use crate::messages::Dot;
use crate::taste::Mark;

/// What is to be seen.
pub struct Scene<'s> {
    /// All shows, the best known first.
    pub dots: &'s [Dot],
    /// The part of the map.
    pub sight: Sight,
    /// What the person said, by place in `dots`.
    pub said: &'s [(usize, Mark)],
    /// What is recommended.
    pub recommended: &'s [usize],
    /// The show that was chosen.
    pub chosen: Option<usize>,
    /// Its neighbours.
    pub near: &'s [usize],
}

/// The width and height of a canvas in pixels of the page.
pub fn size(canvas: &HtmlCanvasElement) -> Size {
    (f64::from(canvas.client_width()), f64::from(canvas.client_height()))
}

/// Draws it.
pub fn draw(canvas: &HtmlCanvasElement, scene: &Scene<'_>) {
    let size = size(canvas);
    let ratio = window().device_pixel_ratio();
    let (wide, high) = ((size.0 * ratio) as u32, (size.1 * ratio) as u32);
    // To set a size is to empty the canvas and to lay it out anew.
    if (canvas.width(), canvas.height()) != (wide, high) {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
    let style = window().get_computed_style(canvas).ok().flatten();
    if let (Some(context), Some(style)) = (context, style) {
        let pen = Pen { context: &context, style: &style, sight: scene.sight, size, dots: scene.dots };
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        pen.scene(scene);
    }
}

struct Pen<'p> {
    context: &'p CanvasRenderingContext2d,
    style: &'p CssStyleDeclaration,
    sight: Sight,
    size: Size,
    dots: &'p [Dot],
}

impl Pen<'_> {
    fn scene(&self, scene: &Scene<'_>) {
        let (ink, soft, paper) = (self.colour("--ink"), self.colour("--soft"), self.colour("--sheet"));
        let (red, teal) = (self.colour("--red"), self.colour("--teal"));
        self.context.clear_rect(0.0, 0.0, self.size.0, self.size.1);
        self.crowd(&soft);
        if let Some(chosen) = scene.chosen {
            self.lines(chosen, scene.near, &ink);
        }
        for &at in scene.recommended {
            self.diamond(at, &teal, &paper);
        }
        for &(at, mark) in scene.said {
            match mark {
                Mark::Loved | Mark::Liked => self.disc(at, 5.5, Some(&red), &paper),
                Mark::Want => self.diamond(at, &red, &paper),
                _ => self.disc(at, 4.5, None, &red),
            }
        }
        if let Some(chosen) = scene.chosen {
            self.disc(chosen, 9.0, None, &ink);
        }
        let said = scene.said.iter().filter(|(_, mark)| mark.is_opinion()).map(|(at, _)| *at);
        let first: Vec<usize> = scene
            .chosen
            .into_iter()
            .chain(scene.near.iter().copied())
            .chain(scene.recommended.iter().copied())
            .chain(said)
            .collect();
        self.titles(&titled(self.dots, &first, &self.sight, self.size), scene.chosen, &ink, &paper);
    }

    fn colour(&self, name: &str) -> String {
        self.style.get_property_value(name).unwrap_or_default()
    }

    fn place(&self, at: usize) -> Option<(f64, f64)> {
        let place = self.sight.on_frame(self.dots.get(at)?.at, self.size);
        let seen = |value: f64, end: f64| value > -12.0 && value < end + 12.0;
        (seen(place.0, self.size.0) && seen(place.1, self.size.1)).then_some(place)
    }

    /// All shows, in one path: ten thousand are drawn within a frame.
    fn crowd(&self, colour: &str) {
        self.context.begin_path();
        let side = (1.6 + self.sight.zoom().ln()).min(5.0);
        for at in 0..self.dots.len() {
            if let Some((x, y)) = self.place(at) {
                self.context.rect(x - side / 2.0, y - side / 2.0, side, side);
            }
        }
        self.context.set_fill_style_str(colour);
        self.context.set_global_alpha(0.6);
        self.context.fill();
        self.context.set_global_alpha(1.0);
    }

    fn lines(&self, from: usize, to: &[usize], colour: &str) {
        let Some(dot) = self.dots.get(from) else { return };
        let (x, y) = self.sight.on_frame(dot.at, self.size);
        self.context.begin_path();
        for other in to.iter().filter_map(|at| self.dots.get(*at)) {
            let (to_x, to_y) = self.sight.on_frame(other.at, self.size);
            self.context.move_to(x, y);
            self.context.line_to(to_x, to_y);
        }
        self.context.set_stroke_style_str(colour);
        self.context.set_line_width(1.0);
        self.context.set_global_alpha(0.5);
        self.context.stroke();
        self.context.set_global_alpha(1.0);
    }

    fn disc(&self, at: usize, radius: f64, fill: Option<&str>, edge: &str) {
        let Some((x, y)) = self.place(at) else { return };
        self.context.begin_path();
        let _ = self.context.arc(x, y, radius, 0.0, TAU);
        self.paint(fill, edge);
    }

    fn diamond(&self, at: usize, fill: &str, edge: &str) {
        const HALF: f64 = 6.5;
        let Some((x, y)) = self.place(at) else { return };
        self.context.begin_path();
        self.context.move_to(x, y - HALF);
        self.context.line_to(x + HALF, y);
        self.context.line_to(x, y + HALF);
        self.context.line_to(x - HALF, y);
        self.context.close_path();
        self.paint(Some(fill), edge);
    }

    fn paint(&self, fill: Option<&str>, edge: &str) {
        if let Some(fill) = fill {
            self.context.set_fill_style_str(fill);
            self.context.fill();
        }
        self.context.set_stroke_style_str(edge);
        self.context.set_line_width(if fill.is_some() { 1.5 } else { 2.0 });
        self.context.stroke();
    }

    fn titles(&self, shows: &[usize], chosen: Option<usize>, ink: &str, paper: &str) {
        let font = self.colour("--narrow");
        self.context.set_text_baseline("middle");
        self.context.set_line_join("round");
        for &at in shows {
            let Some((x, y)) = self.place(at) else { continue };
            let weight = if chosen == Some(at) { 700 } else { 400 };
            self.context.set_font(&format!("{weight} 13px {font}"));
            // A rim of paper keeps the letters apart from what lies under them.
            self.context.set_stroke_style_str(paper);
            self.context.set_line_width(3.0);
            let _ = self.context.stroke_text(&self.dots[at].title, x + 10.0, y);
            self.context.set_fill_style_str(ink);
            let _ = self.context.fill_text(&self.dots[at].title, x + 10.0, y);
        }
    }
}
