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

export function installExactCopy(): void {
    document.addEventListener('copy', (event) => {
        const selection = document.getSelection();
        if (!selection || selection.isCollapsed || !event.clipboardData) return;
        const part = selection.getRangeAt(0).cloneContents();
        if (!part.querySelector('[data-fen]')) return;
        event.clipboardData.setData('text/plain', exactText(part).trimEnd());
        event.preventDefault();
    });
}
