/** The press page: the figures with their sources, everything in one archive, each laureate’s files, terms, whom to ask. */
import type { EditionPage } from '../../server/published/editions.ts';
import type { LaureateCard } from '../../server/published/laureates.ts';
import type { Site } from '../../server/published/site.ts';
import { counted, weight } from '../ui/numbers.ts';
import { siteFeed } from './atom.ts';
import { Choices } from './choices.tsx';
import { readySentence, versionNamed } from './citation.ts';
import { Cite } from './cite.tsx';
import { FactBox } from './fact-box.tsx';
import { readChoices, readFact } from './facts.ts';
import { Footnotes } from './footnotes.ts';
import { LICENCE } from './licence.ts';
import { Notes } from './notes.tsx';
import { PageHead } from './page-head.tsx';
import { PlaqueSmall } from './plaque.tsx';
import { Told } from './told.tsx';
import './press.css';

/** An archive that was baked, with its true size. `files`: how many it holds. */
export type Archive = { year: number; path: string; bytes: number; files: number };

/** An edition’s own files, and its picture. */
type Files = { text: string; data: string; picture: string };

type PressProps = {
  site: Site;
  edition: EditionPage;
  laureates: LaureateCard[];
  archives: Archive[];
  files: Files;
  lead: string;
};

export function Press({ site, edition, laureates, archives, files, lead }: PressProps) {
  const footnotes = new Footnotes();
  const { figures, support, details } = edition;
  const reads = [...figures, ...support, ...details].map((fact) => readFact(fact, footnotes));
  const choices = readChoices(reads, footnotes);
  const lines = reads.map((read) => ({ key: read.fact.key, label: read.fact.label, told: <Told read={read} /> }));
  const page = { title: edition.title, part: '', site, url: `${site.url}/editions/${edition.year}` };
  return (
    <div className="wall press">
      <PageHead title="Espace presse">
        <p>{lead}</p>
      </PageHead>
      <div className="press-body">
        <section aria-labelledby="chiffres">
          <h2 id="chiffres">L’édition {edition.year} en chiffres et en faits</h2>
          <FactBox lines={lines} />
          <p className="press-files">
            Ces faits en <a href={files.text}>texte</a>, en <a href={files.data}>JSON</a>, et{' '}
            <a href={`/editions/${edition.year}`}>dans leur page</a>.
          </p>
        </section>
        <aside aria-label="Reprendre et citer">
          <Download archives={archives} />
          <Contact site={site} />
          <Terms />
          <Cite title="Citer le palmarès" sentence={readySentence(page, versionNamed(edition.version))} />
        </aside>
      </div>
      <LaureateFiles site={site} laureates={laureates} picture={files.picture} year={edition.year} />
      <div className="prose press-choices">
        <Choices choices={choices} title="Divergences et choix de la rédaction" />
      </div>
      <Notes notes={footnotes.notes} />
    </div>
  );
}

function Download({ archives }: { archives: Archive[] }) {
  return (
    <section className="press-download" aria-labelledby="telecharger">
      <h2 id="telecharger">Tout télécharger</h2>
      {archives.length === 0 && <p>L’archive n’est pas disponible pour l’instant.</p>}
      {archives.map(({ year, path, bytes, files }) => (
        <p key={path}>
          <a className="download" href={path} download>
            Palmarès {year}, archive ZIP
          </a>
          <span className="muted">
            {weight(bytes)} ({bytes.toLocaleString('fr-FR')}&nbsp;octets), {counted(files, 'fichier', 'fichiers')}
          </span>
        </p>
      ))}
      <p>Dans l’archive&nbsp;:</p>
      <ul className="plain-list">
        <li>une fiche par lauréat, en texte et en JSON, avec ses sources&#8239;;</li>
        <li>une image par lauréat et celle de l’édition, en PNG&#8239;;</li>
        <li>les chiffres de l’édition&#8239;;</li>
        <li>un mode d’emploi, et l’empreinte SHA-256 de chaque fichier.</li>
      </ul>
    </section>
  );
}

/** Nothing stands here while the publisher gave no address: the newsroom’s desk says so to the staff. */
function Contact({ site: { publisherName, publisherContact } }: { site: Site }) {
  if (publisherContact === '') return null;
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">Contact</h2>
      <p>
        {publisherName && `${publisherName}, `}
        <a href={`mailto:${publisherContact}`}>{publisherContact}</a>
      </p>
    </section>
  );
}

function Terms() {
  return (
    <section aria-labelledby="reprendre">
      <h2 id="reprendre">Reprendre</h2>
      <p>
        Textes, données et images sont sous <a href={LICENCE.url}>{LICENCE.name}</a>&nbsp;: copiez, adaptez, diffusez,
        en citant la source et la date de mise à jour. Les extraits de documents restent à leurs auteurs, et le nom de
        chaque lauréat est à lui.
      </p>
      <p>
        Pour suivre ce qui change&nbsp;: <a href={siteFeed.path}>le flux des publications et corrections</a>.
      </p>
    </section>
  );
}

type LaureateFilesProps = { site: Site; laureates: LaureateCard[]; picture: string; year: number };

function LaureateFiles({ site, laureates, picture, year }: LaureateFilesProps) {
  return (
    <section className="press-images" aria-labelledby="fichiers">
      <h2 id="fichiers">Image, texte et données de chaque lauréat</h2>
      <p>
        Les images mesurent 1&#8239;200 sur 630&nbsp;pixels. Crédit&nbsp;: {site.publisherName || site.name},{' '}
        {LICENCE.name}. Celle de l’édition&nbsp;:{' '}
        <a href={picture} download={`palmares-${year}.png`}>
          palmares-{year}.png
        </a>
        .
      </p>
      <ul className="press-laureates">
        {laureates.map((laureate) => {
          const { slug, name } = laureate;
          const of = <span className="sr-only">, {name}</span>;
          return (
            <li key={slug}>
              <PlaqueSmall laureate={laureate} />
              <p>
                <a href={`/laureats/${slug}/partage.png`} download={`${slug}.png`}>
                  Image{of}
                </a>
                <a href={`/laureats/${slug}/fiche.txt`}>Texte{of}</a>
                <a href={`/laureats/${slug}/fiche.json`}>JSON{of}</a>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
