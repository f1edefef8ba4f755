file(READ ${FILE} text)
file(WRITE ${OUT} "#pragma once\n\nnamespace ${NAMESPACE} {\n\ninline constexpr char ${CONSTANT}[] = R\"jctext(${text})jctext\";\n\n}  // namespace ${NAMESPACE}\n")
