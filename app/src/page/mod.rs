//! The page's dealings with the browser: the worker, storage, addresses, motion, sharing, what is in sight, new versions.

pub mod address;
pub mod engine;
pub mod export;
pub mod js;
pub mod keeper;
pub mod local;
pub mod motion;
pub mod share;
pub mod sight;
pub mod update;
