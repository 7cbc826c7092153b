/* The styles of the reader: what is likely to be a mistake. Names begin as the contract says, or are those of the theme. */

export default {
  extends: ["stylelint-config-standard"],
  ignoreFiles: ["**/bundle/**", "**/templates/epub/**"],
  rules: {
    "import-notation": "string",
    "selector-class-pattern": "^(admonition|clause|decl|declaration|headerlink|is|md|navbar|term|reference|wy)(-|$)[a-z0-9_-]*$",
    "selector-id-pattern": "^_[a-z0-9-]+$",
    "custom-property-pattern": "^(bs|decl|md)-[a-z0-9-]+$",
    "keyframes-name-pattern": "^decl-[a-z-]+$",
    "value-keyword-case": ["lower", { ignoreKeywords: ["/^[A-Z]/"] }], // names of faces
    "media-feature-range-notation": "prefix", // as the theme writes its own, whose widths these repeat
    "number-max-precision": 6, // and these are theirs: 44.984375em
    "custom-property-empty-line-before": null, // groups of tokens
    "no-descending-specificity": null, // rules stand with their subject
  },
}
