//! Stands before every handler that is not public: who comes in without the right the route declares never gets there.
//! Which records one may see or change is decided later, by the conditions of the queries.

use crate::platform::web::Need;
use actix_web::HttpRequest;
use std::future::Future;
use std::pin::Pin;

pub fn gate(_request: &HttpRequest, _need: Need) -> Pin<Box<dyn Future<Output = Result<(), actix_web::Error>>>> {
    Box::pin(async { Err(actix_web::error::ErrorUnauthorized("sign in first")) })
}
