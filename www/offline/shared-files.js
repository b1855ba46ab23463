/**
 * Files and texts that other programs share with the installed viewer: the service worker puts them aside until the page,
 * which opens next, takes them.
 */

/** @param {string} scope of the service worker */
const shelf = (scope) => `archive-viewer-shared ${scope}`;

/** The header that names a file. */
const NAME = "X-File-Name";

/**
 * @param {Request} request a form, as the manifest describes it
 * @param {string} scope
 * @returns {Promise<Response>} leads to the page
 */
export async function keepShared(request, scope) {
  const form = await request.formData();
  const cache = await caches.open(shelf(scope));
  const files = form.getAll("files").filter((file) => file instanceof File);
  const text = ["title", "text", "url"]
    .map((name) => form.get(name))
    .filter((part) => typeof part === "string" && part);
  if (files.length === 0 && text.length > 0) files.push(new File([text.join("\n\n")], "shared.md"));
  await Promise.all(
    files.map((file, at) =>
      cache.put(`${scope}?share=${at}`, new Response(file, { headers: { [NAME]: encodeURIComponent(file.name) } })),
    ),
  );
  return Response.redirect(`${scope}?files&shared`, 303);
}

/** @param {string} scope @returns {Promise<File[]>} what was put aside, which is then gone */
export async function takeShared(scope) {
  const cache = await caches.open(shelf(scope));
  const files = [];
  for (const key of await cache.keys()) {
    const response = await cache.match(key);
    const name = decodeURIComponent(response?.headers.get(NAME) ?? "");
    if (response && name) files.push(new File([await response.blob()], name));
  }
  await caches.delete(shelf(scope));
  return files;
}
