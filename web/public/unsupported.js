// Runs only in browsers without ES modules: shows the sentence that names the versions needed.
document.getElementById('unsupported').removeAttribute('hidden');
