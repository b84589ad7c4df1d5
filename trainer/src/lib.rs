//! Ratings in, model file out.
