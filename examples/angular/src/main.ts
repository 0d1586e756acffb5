import { bootstrapApplication } from '@angular/platform-browser';
import { Call } from './call';

bootstrapApplication(Call).catch((error: unknown) => console.error(error));
