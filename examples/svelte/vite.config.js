import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  // The page may lie in any folder of a site.
  base: './',
  build: { target: 'es2022' },
  // For `npm run dev`, while `npm start` runs beside it.
  server: { proxy: { '/signal': { target: 'ws://localhost:8080', ws: true } } },
});
