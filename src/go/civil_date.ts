// Days since 1970-01-01 ↔ year, month and day in the Gregorian calendar, carried on in both directions as Go does.

/** A day of the calendar; `month` is 1 to 12. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
const DAYS_TO_EPOCH = 719_468;

/** The days from 1970-01-01 to a date; a day or month outside its range carries over. */
export function daysOf({ year, month, day }: CivilDate): number {
  const months = year * 12 + month - 1, carriedYear = Math.floor(months / 12), carriedMonth = months % 12;
  // Years run from March to February here, so that the leap day is the last.
  const monthFromMarch = ((carriedMonth + 12) % 12 + 10) % 12;
  const marchYear = monthFromMarch >= 10 ? carriedYear - 1 : carriedYear;
  const era = Math.floor(marchYear / 400), yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH + day - 1;
}

/** The date so many days from 1970-01-01. */
export function dateOf(days: number): CivilDate {
  const shifted = days + DAYS_TO_EPOCH, era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The days of a month. */
export function daysInMonth(year: number, month: number): number {
  return daysOf({ year, month: month + 1, day: 1 }) - daysOf({ year, month, day: 1 });
}

/** 1 for the first of January. */
export function dayOfYear(date: CivilDate): number {
  return daysOf(date) - daysOf({ year: date.year, month: 1, day: 1 }) + 1;
}
