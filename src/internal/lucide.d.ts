// lucide types only its entry, which imports every icon there is; one icon per import keeps loading short.
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: [tag: string, attributes: Record<string, string>][];
  export default icon;
}
