/* The scripts of the reader: what is likely to be a mistake, and nothing about form. */

import js from "@eslint/js"
import globals from "globals"

const SCRIPTS = "plugins/mkdocs_declaration/pages/assets"

export default [
  { ignores: ["site/**", "**/node_modules/**", "plugins/*/pages/bundle/**", ".venv/**"] },
  js.configs.recommended,
  {
    files: [`${SCRIPTS}/**/*.js`],
    languageOptions: { sourceType: "module", globals: globals.browser },
    rules: {
      "eqeqeq": "error",
      "no-var": "error",
      "prefer-const": "error",
      "array-callback-return": "error",
      "no-promise-executor-return": "error",
      "no-await-in-loop": "error",
      "no-console": "error",
    },
  },
  // On pages of others, whose authors it speaks to.
  { files: [`${SCRIPTS}/embed.js`], rules: { "no-console": ["error", { allow: ["warn"] }] } },
  { files: ["build_tools/**/*.mjs"], languageOptions: { globals: globals.node } },
  { files: [`${SCRIPTS}/workers/*.js`], languageOptions: { globals: globals.worker } },
]
