/** How to put the second factor on one’s device: a picture to scan, the same as text, and where to type the code. */
import { Field } from './field.tsx';

export function SecondFactorSetUp({ secret, qr }: { secret: string; qr: string }) {
  return (
    <>
      <ol className="steps">
        <li>
          Installez une application de codes sur votre téléphone (FreeOTP, Aegis, Google Authenticator, 2FAS…) ou
          utilisez votre gestionnaire de mots de passe.
        </li>
        <li>Scannez ce dessin avec elle, ou tapez-y la clé écrite dessous.</li>
        <li>Donnez le code à six chiffres qu’elle affiche.</li>
      </ol>
      <div className="qr">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the QR library makes it on the server, of our key alone. */}
        <div role="img" aria-label="La clé, à scanner" dangerouslySetInnerHTML={{ __html: qr }} />
        <p>
          Clé&nbsp;: <code>{secret}</code>
        </p>
      </div>
      <Field
        name="code"
        label="Code affiché par l’application"
        help="Six chiffres, renouvelés toutes les trente secondes."
        autoComplete="one-time-code"
        inputMode="numeric"
      />
    </>
  );
}
