/** 留存: what the app and its worker say to each other about shelves. */

/** Where a cache remembers which shelves it holds; no address of the server's. */
export const KEPT = "/worker.js/shelves";
