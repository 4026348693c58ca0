/**
 * The vocabulary of schema.org, as the package `@vocabulary/schema` ships it (N-Quads of schemaorg-current; the
 * vocabulary itself is under CC BY-SA 3.0), and what it says against a document.
 *
 * Promise: `faultsOf` expands a JSON-LD document with an offline context made of every term of the vocabulary and of
 * nothing else, so that an unknown term stops it; then each property must be one its node’s type has, and each value of
 * a type that property expects. Every fault is a sentence; an empty list means none.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
// @ts-expect-error The package ships no types, and those written for its version 1.5 do not know `safe`.
import jsonld from 'jsonld';

const SCHEMA = 'http://schema.org/';

type Vocabulary = { supers: Map<string, string[]>; domain: Map<string, string[]>; range: Map<string, string[]> };

/** Of each class its superclasses; of each property the classes that have it and the types it expects. */
function readVocabulary(): Vocabulary {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@vocabulary/schema'));
  const quads = readFileSync(path.join(folder, 'schema.nq'), 'utf8');
  const found: Vocabulary = { supers: new Map(), domain: new Map(), range: new Map() };
  const by: Record<string, Map<string, string[]>> = {
    'http://www.w3.org/2000/01/rdf-schema#subClassOf': found.supers,
    [`${SCHEMA}domainIncludes`]: found.domain,
    [`${SCHEMA}rangeIncludes`]: found.range,
  };
  for (const [, subject = '', predicate = '', object = ''] of quads.matchAll(/^<([^>]+)> <([^>]+)> <([^>]+)> /gm)) {
    if (predicate.endsWith('#type') && object.endsWith('#Class'))
      found.supers.set(subject, found.supers.get(subject) ?? []);
    by[predicate]?.set(subject, [...(by[predicate].get(subject) ?? []), object]);
  }
  return found;
}

const vocabulary = readVocabulary();

/** A class and everything above it. */
function lineage(type: string): string[] {
  return [type, ...(vocabulary.supers.get(type) ?? []).flatMap(lineage)];
}

const named = (terms: Iterable<string>) =>
  [...terms].filter((iri) => iri.startsWith(SCHEMA)).map((iri) => [iri.slice(SCHEMA.length), iri]);

const context = { ...Object.fromEntries([...named(vocabulary.supers.keys()), ...named(vocabulary.range.keys())]) };

/** The one context a page names, without going to fetch it. */
async function documentLoader(url: string) {
  if (url !== 'https://schema.org') throw new Error(`Unknown context: ${url}`);
  return { document: { '@context': context }, documentUrl: url };
}

type Value = { '@value'?: unknown; '@id'?: string; '@type'?: string[]; [property: string]: unknown };

/** What a plain value may stand for (the data types of the vocabulary that the site uses). */
function literalTypes(value: unknown): string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? ['Number', 'Integer'] : ['Number'];
  if (typeof value === 'boolean') return ['Boolean'];
  const text = String(value);
  const types = ['Text'];
  if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(text)) types.push('Date');
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) types.push('DateTime');
  if (/^https?:/.test(text) && URL.canParse(text)) types.push('URL');
  return types;
}

class Reading {
  readonly faults: string[] = [];
  readonly #types: Map<string, string[]>;

  constructor(nodes: Value[]) {
    this.#types = new Map(nodes.flatMap((node) => everyNode(node)));
  }

  /** The types of a value: its own, those of the node it refers to, or of a page of the site that says no more. */
  #typesOf(value: Value): string[] {
    if ('@value' in value) return literalTypes(value['@value']).map((name) => SCHEMA + name);
    if (value['@type']) return value['@type'].flatMap(lineage);
    const known = this.#types.get(value['@id'] ?? '');
    if (known) return known.flatMap(lineage);
    if (value['@id']?.includes('#')) this.faults.push(`${value['@id']}: told nowhere in the document`);
    return lineage(`${SCHEMA}WebPage`);
  }

  node(node: Value): void {
    const types = node['@type'] ?? [];
    for (const type of types) if (!vocabulary.supers.has(type)) this.faults.push(`${type}: no class of the vocabulary`);
    const classes = new Set(types.flatMap(lineage));
    for (const [property, values] of Object.entries(node)) {
      if (property.startsWith('@')) continue;
      if (!vocabulary.domain.get(property)?.some((one) => classes.has(one)))
        this.faults.push(`${property}: no property of ${types.join(', ') || 'a node without type'}`);
      for (const value of values as Value[]) this.#value(property, value);
    }
  }

  #value(property: string, value: Value): void {
    const types = this.#typesOf(value);
    if (!vocabulary.range.get(property)?.some((one) => types.includes(one)))
      this.faults.push(`${property}: ${JSON.stringify(value).slice(0, 80)} is no value it expects`);
    if (!('@value' in value) && Object.keys(value).length > 1) this.node(value);
  }
}

/** Every node below a node with its types, by its id. */
function everyNode(node: Value): [string, string[]][] {
  const below = Object.entries(node).flatMap(([property, values]) =>
    property.startsWith('@') ? [] : (values as Value[]).flatMap(everyNode),
  );
  return node['@id'] && node['@type'] ? [[node['@id'], node['@type']], ...below] : below;
}

/** What is wrong with a JSON-LD document, by the vocabulary. */
export async function faultsOf(document: object): Promise<string[]> {
  let nodes: Value[];
  try {
    nodes = await jsonld.expand(document, { documentLoader, safe: true });
  } catch (error) {
    const event = (error as { details?: { event?: { message?: string; details?: unknown } } }).details?.event;
    return [`expansion: ${event?.message ?? error} ${JSON.stringify(event?.details ?? {})}`];
  }
  if (nodes.length === 0) return ['nothing is told'];
  const reading = new Reading(nodes);
  for (const node of nodes) reading.node(node);
  return reading.faults;
}
