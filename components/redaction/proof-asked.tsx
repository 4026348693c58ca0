/** Says that the password is asked for again before what follows, and leads there. */
export function ProofAsked({ suite, before = 'de changer un compte' }: { suite: string; before?: string }) {
  return (
    <p className="problems">
      Avant {before}, <a href={`/connexion/confirmation?suite=${suite}`}>confirmez que c’est vous</a>.
    </p>
  );
}
