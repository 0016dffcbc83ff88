/** The game's picture: a table seen from above, half of it still dark. */
export default function Art() {
  return <svg viewBox="0 0 400 240" role="presentation" />;
}
