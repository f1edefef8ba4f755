import { describe, expect, it } from 'vitest';
import { exactText } from '../src/exact-copy';

describe('copying', () => {
    it('gives exact yuan and tabs, whatever unit is shown', () => {
        document.body.innerHTML = `<table><tbody>
            <tr><td>教育局</td><td><span data-fen="123456789">123.46</span></td></tr>
            <tr><td>卫生局</td><td><span data-fen="-5">0.00</span></td></tr>
            <tr><td>水利局</td><td><span data-fen="">—</span></td></tr>
        </tbody></table>`;
        const text = exactText(document.querySelector('tbody')!)
            .split('\n')
            .map((line) => line.trimStart())
            .filter((line) => line !== '');
        expect(text).toEqual(['教育局\t1234567.89', '卫生局\t-0.05', '水利局\t']);
    });
});
