/** Says that the password is asked for again before what follows, and leads there. */
export function ProofAsked({ suite }: { suite: string }) {
  return (
    <p className="problems">
      Avant de changer un compte, <a href={`/connexion/confirmation?suite=${suite}`}>confirmez que c’est vous</a>.
    </p>
  );
}
