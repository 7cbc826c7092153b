/*
 * Reads a built site with readers of npm, each as its own users do: open-graph-scraper (cards of links), html-metadata (Wikimedia's
 * citoid), Ajv (JSON Schema) and Ace by DAISY (EPUB). Writes what each has read as JSON: `[{reader, read, problems}]`.
 *
 * node readers.mjs FOLDER
 */

import { createRequire } from "node:module"
import { mkdtemp, readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"

import Ajv from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import openGraph from "open-graph-scraper"

const require = createRequire(import.meta.url)
const metadata = require("html-metadata")
const ace = require("@daisy/ace-core")
const runner = require("@daisy/ace-axe-runner-puppeteer")

const [folder] = process.argv.slice(2)
const PAGES = ["", "terrorism/", "1.3.ii/", "full-text/"]
const SCHEMAS = ["clauses", "declaration", "glossary"]
const { dependencies } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"))
const version = name => dependencies[name] // each is stated exactly
const text = name => readFile(path.join(folder, name), "utf8")
const missing = (found, names) => names.filter(name => !found?.[name]).map(name => `no ${name}`)

async function cards() {
  const problems = []
  const read = []
  for (const page of PAGES) {
    const { error, result } = await openGraph({ html: await text(`${page}index.html`) })
    const names = ["ogTitle", "ogDescription", "ogUrl", "ogSiteName", "ogType", "ogImage", "ogLocale"]
    problems.push(...error ? [`${page}: ${result.error}`] : missing(result, names).map(problem => `${page}: ${problem}`))
    for (const image of result.ogImage ?? [])
      problems.push(...missing(image, ["url", "alt", "width", "height", "type"]).map(problem => `${page}: image: ${problem}`))
    read.push(`${result.ogTitle} (${result.ogSiteName})`)
  }
  return { reader: `open-graph-scraper ${version("open-graph-scraper")}`, read, problems }
}

async function citoid() {
  const problems = []
  const read = []
  for (const page of PAGES) {
    const { dublinCore = {} } = await metadata.loadFromString(await text(`${page}index.html`))
    problems.push(...missing(dublinCore, ["title", "date", "type", "creator", "identifier", "language"]).map(problem => `${page}: ${problem}`))
    read.push([dublinCore.title, dublinCore.date, dublinCore.type].join(", "))
  }
  return { reader: `html-metadata ${version("html-metadata")}`, read, problems }
}

async function schemas() {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false })
  addFormats(ajv)
  const problems = []
  const read = []
  for (const name of SCHEMAS) {
    const schema = JSON.parse(await text(`${name}.schema.json`))
    const isRight = ajv.validate(schema, JSON.parse(await text(`${name}.json`)))
    problems.push(...schema.$id ? [] : [`${name}: no $id`], ...isRight ? [] : ajv.errors.map(error => `${name}${error.instancePath}: ${error.message}`))
    read.push(`${name}.json by ${schema.$id}`)
  }
  return { reader: `Ajv ${version("ajv")}`, read, problems }
}

async function book() {
  const outdir = await mkdtemp(path.join(tmpdir(), "ace-"))
  const [, report] = await ace(path.join(folder, "declaration.epub"), { cwd: process.cwd(), outdir, silent: true, initLogger: true }, runner)
  const problems = report.assertions.flatMap(file => file.assertions.map(one =>
    `${file["earl:testSubject"].url}: ${one["earl:test"]["dct:title"]}: ${one["earl:result"]["dct:description"]}`))
  const read = [`declaration.epub, ${report.assertions.length} files: ${report["earl:result"]["earl:outcome"]}`]
  return { reader: `Ace by DAISY ${version("@daisy/ace-core")}`, read, problems }
}

const found = []
for (const read of [cards, citoid, schemas, book])
  found.push(await read())
console.log(JSON.stringify(found))
