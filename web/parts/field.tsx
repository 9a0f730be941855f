import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: Signal<string>;
  /** The only values, where there are such. */
  readonly choices?: readonly string[];
  readonly required?: boolean;
}

/** A word that a person gives. */
export function Field({ label, value, choices, required }: FieldProps) {
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLSelectElement }) => {
    value.value = currentTarget.value;
  };
  const id = useId();
  return (
    <label for={id}>
      {label}
      {choices ? (
        <select id={id} value={value} onChange={take}>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice || 'any'}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} value={value} required={required ?? false} onInput={take} />
      )}
    </label>
  );
}
