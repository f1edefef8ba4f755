// Copying a table or a figure gives exact yuan, whatever unit the page shows; cells of a row are
// separated by tabs, so that they paste into a spreadsheet.
import { exactYuan } from '@/utils/money';

const kBlocks = new Set(['P', 'DIV', 'LI', 'DT', 'DD', 'H1', 'H2', 'H3', 'SECTION']);

export function exactText(node: Node): string {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) && !(node instanceof DocumentFragment)) return '';
    if (node instanceof HTMLElement && node.dataset.fen !== undefined)
        return node.dataset.fen === '' ? '' : exactYuan(Number(node.dataset.fen));
    if (node instanceof HTMLTableRowElement)
        return `${Array.from(node.cells, (cell) => children(cell).trim()).join('\t')}\n`;
    const text = children(node);
    return node instanceof Element && kBlocks.has(node.tagName) ? `${text.trim()}\n` : text;
}

function children(node: Node): string {
    return Array.from(node.childNodes, exactText).join('');
}

// One amount marked by a double click, or several cells; null when there is no amount in it.
export function exactSelection(range: Range): string | null {
    const around = range.commonAncestorContainer;
    const one = (around instanceof Element ? around : around.parentElement)?.closest('[data-fen]');
    if (one) return exactText(one);
    const part = range.cloneContents();
    return part.querySelector('[data-fen]') ? exactText(part).trimEnd() : null;
}

export function installExactCopy(): void {
    document.addEventListener('copy', (event) => {
        const selection = document.getSelection();
        if (!selection || selection.isCollapsed || !event.clipboardData) return;
        const text = exactSelection(selection.getRangeAt(0));
        if (text === null) return;
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
    });
}
