// Shows the OpenAPI description. SwaggerUIBundle is defined by the script that is loaded before.
SwaggerUIBundle({
    url: "/openapi.yml",
    dom_id: "#api",
    deepLinking: true,
    // By default Swagger UI calls a validator on another host.
    validatorUrl: null,
});
