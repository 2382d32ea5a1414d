/** What the build tells the service worker (build/worker.ts puts both in); known in src/worker.ts only. */

/** Sixteen hexadecimal digits drawn from every kept file: differs when any of them does. */
declare const __VERSION__: string;

/** Absolute paths of what the app needs to start offline, "/" first. */
declare const __PRECACHE__: readonly string[];

/** Absolute paths of what only some phones keep, by the name of the shelf. */
declare const __SHELVES__: Readonly<Record<string, readonly string[]>>;
