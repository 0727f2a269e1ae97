// Lưới chỉ tiêu giao: dán một khối ô của Excel vào một ô; máy chủ xếp vào bảng và chỉ ô sai, chưa lưu.
(() => {
  addEventListener('paste', e => {
    if (!e.target.matches || !e.target.matches('.luoi input')) return;
    const text = e.clipboardData.getData('text').replace(/\r/g, ''), button = document.getElementById('dien-khoi');
    if (!button || !/[\n\t]/.test(text.replace(/\n$/, ''))) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    document.getElementById('khoi').value = text;
    document.getElementById('tu_o').value = e.target.name;
    button.form.requestSubmit(button);
  }, true);
})();
