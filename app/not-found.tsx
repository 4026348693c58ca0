/**
 * What an unknown address of the application itself answers: the public is answered by the bakery's own page. It is
 * rendered, unseen, within every page of the application: it must read nothing and stay this short.
 */
export default function NotFound() {
  return (
    <main className="wall">
      <h1>Cette page n’existe pas</h1>
      <p>
        L’adresse est peut-être incomplète. Revenez à l’<a href="/">accueil</a>.
      </p>
    </main>
  );
}
