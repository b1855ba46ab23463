/**
 * The page as an installed program: its service worker, its next version, and files that other programs share with it.
 */
import { takeShared } from "../../offline/shared-files.js";
import { serviceWorker } from "../app/config.js";
import { trustedServiceWorkerUrl } from "../core/trusted-types.js";

/** @param {(update: () => void) => void} offer called when a new version is ready, with what changes to it */
export async function keepForOffline(offer) {
  if (serviceWorker === null || !navigator.serviceWorker) return;
  const isFirst = !navigator.serviceWorker.controller;
  const registration = await navigator.serviceWorker.register(trustedServiceWorkerUrl(serviceWorker));
  const ready = (/** @type {ServiceWorker | null} */ worker) => {
    // The first version has nobody to wait for.
    if (worker && !isFirst) offer(() => worker.postMessage("take-over"));
  };
  if (registration.waiting) ready(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && ready(worker));
  });
}

/** @returns {Promise<File[]>} files that were shared with the page */
export const sharedFiles = () => takeShared(new URL(".", document.baseURI).href);
