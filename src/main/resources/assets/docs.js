// Shows the API's description. The classic script before this module has defined SwaggerUIBundle.
SwaggerUIBundle({
    url: "/openapi.yml",
    dom_id: "#api",
    deepLinking: true,
    // Otherwise the page would ask a validator of somebody else's.
    validatorUrl: null,
});
