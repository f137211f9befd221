// Reads reference files as Zotero imports them and prints the items: `node import.js facts.ris facts.csl.json view.bib`.
// Each file goes through Zotero's translators as bundled in zotero-translators; CSL-JSON also through Zotero's present item schema.
const {readFileSync} = require("fs")
console.log = console.debug = () => {} // the translators tell of each step
const {referenceImport} = require("zotero-translators")

const bySchema = cited => {
  const item = {creators: []}
  globalThis.Zotero.Utilities.Item.itemFromCSLJSON(item, cited)
  return item
}

(async () => {
  const found = {}
  const paths = process.argv.slice(2)
  for (const path of paths) found[path] = {imported: await referenceImport(readFileSync(path, "utf8"))}
  require("zotero-translation-client") // puts another globalThis.Zotero in the place of the translators'
  for (const path of paths.filter(one => one.endsWith(".json"))) {
    found[path].bySchema = JSON.parse(readFileSync(path, "utf8")).map(bySchema)
  }
  process.stdout.write(JSON.stringify(found), () => process.exit(0))
})()
