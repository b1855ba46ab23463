//! What the viewer's pages may do.

/// The Content-Security-Policy that the page and its worker are served with.
///
/// Only images, which posts name by any http or https URL, come from other sites.
/// `wasm-unsafe-eval` allows compiling WebAssembly and no script from text.
/// Markup enters the page only through the one Trusted Types policy named here.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; \
    manifest-src 'self'; \
    style-src 'self'; \
    img-src 'self' blob: data: http: https:; \
    connect-src 'self'; \
    font-src 'none'; \
    base-uri 'none'; \
    form-action 'none'; \
    frame-ancestors 'self'; \
    require-trusted-types-for 'script'; \
    trusted-types archive-viewer";
