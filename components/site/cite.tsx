/** How to cite a page: a sentence ready to copy, which says in what state the page was; the other forms folded under it. */
import type { ReactNode } from 'react';
import { bibtex, type Cited, cslJson, iso690 } from './citation.ts';

export function Cite({ title, sentence, children }: { title: string; sentence: string; children?: ReactNode }) {
  return (
    <section className="cite" aria-labelledby="citer">
      <h2 id="citer">{title}</h2>
      <p className="to-copy">{sentence}</p>
      {children}
    </section>
  );
}

/** The forms of reference managers; `folder` holds the same as files: of the current version only. */
export function CitationForms({ cited, folder }: { cited: Cited; folder?: string }) {
  return (
    <>
      <p className="cite-help">
        Cette adresse est celle de la version&nbsp;{cited.version.number}&nbsp;: son texte ne change plus. Le signe
        «&#8239;¶&#8239;» donne l’adresse d’un paragraphe ou d’un fait&#8239;; ajoutée à celle de la version, elle vaut
        pour toujours.
      </p>
      <Form name="ISO&nbsp;690">
        <p className="to-copy">{iso690(cited)}</p>
      </Form>
      <Form name="BibTeX" {...fileOf(folder, 'bib', cited)}>
        <pre className="to-copy">{bibtex(cited)}</pre>
      </Form>
      <Form name="CSL-JSON" {...fileOf(folder, 'json', cited)}>
        <pre className="to-copy">{cslJson(cited)}</pre>
      </Form>
    </>
  );
}

const fileOf = (folder: string | undefined, type: 'bib' | 'json', { key }: Cited) =>
  folder === undefined ? {} : { file: `${folder}/citation.${type}`, saved: `${key}.${type}` };

type FormProps = { name: string; file?: string; saved?: string; children: ReactNode };

/** One form of the citation, unfolded alone; `saved`: the name its file takes on the reader’s disk. */
function Form({ name, file, saved, children }: FormProps) {
  return (
    <details name="citation">
      <summary>{name}</summary>
      {children}
      {file !== undefined && (
        <a className="cite-file" href={file} download={saved}>
          Télécharger
          <span className="sr-only"> la citation en {name}</span>
        </a>
      )}
    </details>
  );
}
