/** The public page with the draft in it, as wide as on three devices, by day or by night, beside what is online. */
import { addressWith } from './address.ts';
import './desk.css';

type PreviewFramesProps = {
  path: string;
  asked: { largeur: string; teinte: string; cote: string };
  online: boolean;
  number: number;
  /** Where it is published, for whoever may. */
  next: string | undefined;
};

const widths = [
  { value: '', name: 'Téléphone', width: 'narrow' },
  { value: 'tablette', name: 'Tablette', width: 'middle' },
  { value: 'ordinateur', name: 'Ordinateur', width: 'wide' },
];
const schemes = [
  { value: '', name: 'Clair' },
  { value: 'sombre', name: 'Sombre' },
];
const sides = [
  { value: '', name: 'À côté de la page en ligne' },
  { value: 'brouillon', name: 'Le brouillon seul' },
];

export function PreviewFrames({ path, asked, online, number, next }: PreviewFramesProps) {
  const { width = 'narrow' } = widths.find((one) => one.value === asked.largeur) ?? {};
  const both = online && asked.cote !== 'brouillon';
  const frame = (side: string) => addressWith(`${path}/document`, { cote: side, teinte: asked.teinte });
  return (
    <>
      <div className="preview-choices">
        <Switch name="Largeur" path={path} asked={asked} part="largeur" options={widths} />
        <Switch name="Teinte" path={path} asked={asked} part="teinte" options={schemes} />
        {online && <Switch name="Comparaison" path={path} asked={asked} part="cote" options={sides} />}
        {next && (
          <a className="button" href={next}>
            Publier…
          </a>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys. */}
      <section className="preview-frames" data-width={width} aria-label="Pages à comparer" tabIndex={0}>
        <figure>
          <figcaption>Brouillon, révision {number}</figcaption>
          <iframe src={frame('brouillon')} title="Aperçu du brouillon" />
        </figure>
        {both && (
          <figure>
            <figcaption>En ligne</figcaption>
            <iframe src={frame('enligne')} title="Page en ligne" />
          </figure>
        )}
      </section>
    </>
  );
}

type SwitchProps = {
  name: string;
  path: string;
  asked: PreviewFramesProps['asked'];
  part: keyof PreviewFramesProps['asked'];
  options: { value: string; name: string }[];
};

/** A choice as plain links, the present one marked. */
function Switch({ name, path, asked, part, options }: SwitchProps) {
  return (
    <nav aria-label={name} className="switch">
      <span aria-hidden="true">{name}</span>
      <ul>
        {options.map((one) => (
          <li key={one.value}>
            <a href={addressWith(path, { ...asked, [part]: one.value })} aria-current={asked[part] === one.value}>
              {one.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
