/* What the bundler puts in. */

/** The name of the worker of the search beside the other scripts, with its digest. */
declare const SEARCH_WORKER: string

/** The address of its dialog relative to the other scripts. */
declare const SEARCH_DIALOG: string

/** The name of the style sheet of the panel with citations beside the scripts. */
declare const CITE_STYLE: string
