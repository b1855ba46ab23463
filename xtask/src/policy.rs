//! What the page may do, in the one place that says so.

/// The Content-Security-Policy that the page and its worker are served with.
///
/// Nothing comes from another site but pictures, which posts name by any http or https address.
/// `wasm-unsafe-eval` allows compiling WebAssembly and no script from text.
/// Markup enters the page only through the one Trusted Types policy that is named here.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    worker-src 'self'; \
    style-src 'self'; \
    img-src 'self' blob: data: http: https:; \
    connect-src 'self'; \
    font-src 'none'; \
    base-uri 'none'; \
    form-action 'none'; \
    frame-ancestors 'self'; \
    require-trusted-types-for 'script'; \
    trusted-types archive-viewer";
