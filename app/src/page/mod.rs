//! The page's dealings with the browser: the workers, storage, the collector, addresses, motion, sharing, what is in sight, new
//! versions, new models.

pub mod address;
pub mod canvas;
pub mod engine;
pub mod export;
pub mod handed;
pub mod js;
pub mod keeper;
pub mod ledger;
pub mod local;
pub mod motion;
pub mod published;
pub mod reader;
mod record;
pub mod share;
pub mod sight;
pub mod storage;
pub mod update;
