/** What an address of the newsroom answers when nothing is there, or no longer. */
export default function NothingHere() {
  return (
    <>
      <h1>Il n’y a rien à cette adresse</h1>
      <p>
        La fiche n’existe peut-être pas, ou l’adresse est incomplète. Revenez au <a href="/redaction">bureau</a>.
      </p>
    </>
  );
}
