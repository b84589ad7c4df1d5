//! The map: all shows with their places, and the one that was chosen.

use std::collections::HashMap;
use std::sync::Arc;

use super::App;
use crate::messages::later::Question;
use crate::messages::{Dot, Near};
use crate::reactive::{Memo, RwSignal, effect};
use crate::route::Route;
use crate::taste::Mark;

/// What the map shows.
#[derive(Clone, Copy)]
pub struct Map {
    /// All shows, the best known first; `None` until they are here, empty when the model has no map.
    pub dots: RwSignal<Option<Arc<[Dot]>>>,
    /// Where in them each show is, by its id.
    numbers: Memo<HashMap<String, usize>>,
    /// The show that was chosen, with its neighbours.
    pub near: RwSignal<Option<Near>>,
}

impl Map {
    pub(super) fn new() -> Map {
        let dots = RwSignal::new(None::<Arc<[Dot]>>);
        let numbers = Memo::new(move |_| {
            let dots = dots.read();
            dots.iter().flat_map(|dots| dots.iter()).enumerate().map(|(at, dot)| (dot.id.clone(), at)).collect()
        });
        Map { dots, numbers, near: RwSignal::new(None) }
    }

    pub(super) fn arrive(self, dots: Vec<Dot>) {
        self.dots.set(Some(Arc::from(dots)));
    }

    /// Where a show is in [`Map::dots`].
    pub fn number(self, id: &str) -> Option<usize> {
        self.numbers.with(|numbers| numbers.get(id).copied())
    }
}

impl App {
    /// Asks for the map once its page is opened.
    pub(super) fn ask_map(self) {
        let ready = self.ready;
        let page = self.address.page;
        let open = Memo::new(move |_| matches!(page.get(), Route::Map(_)));
        effect(move || {
            if open.get() && ready.get() && self.map.dots.with_untracked(Option::is_none) {
                self.ask_later(&Question::Map);
            }
        });
        // An address may name a show.
        effect(move || match page.get() {
            Route::Map(id) if ready.get() && !id.is_empty() => self.choose_on_map(&id),
            _ => {}
        });
    }

    /// Chooses a show.
    pub fn choose_on_map(self, id: &str) {
        self.ask_later(&Question::Near { id: id.to_owned() });
    }

    /// What the person said, by place in [`Map::dots`].
    pub fn said_on_map(self) -> Vec<(usize, Mark)> {
        self.taste.with(|taste| {
            let entries = taste.entries().iter();
            entries.filter_map(|entry| Some((self.map.number(&entry.id)?, entry.mark))).collect()
        })
    }

    /// What is recommended, by place in [`Map::dots`].
    pub fn recommended_on_map(self) -> Vec<usize> {
        self.list.with(|list| {
            let items = list.iter().flat_map(|list| &list.items);
            items.filter_map(|item| self.map.number(&item.show.id)).collect()
        })
    }
}
