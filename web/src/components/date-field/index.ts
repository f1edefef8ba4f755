import { defineAsyncComponent } from 'vue';

// The calendar is heavy: it is loaded with the first form that needs a date.
export const DateField = defineAsyncComponent(() => import('./src/date-field.vue'));
